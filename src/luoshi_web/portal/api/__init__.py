"""What the portal shows, for programs: read-only, without a key. ``/api/v1/openapi.json`` says what there is."""
