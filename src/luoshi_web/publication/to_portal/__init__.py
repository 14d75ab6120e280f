"""What was approved → the portal's tables. The one part of the office that writes there."""
