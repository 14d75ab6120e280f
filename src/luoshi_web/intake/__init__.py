"""What somebody uploads, decided on the parsed file: evidence, workbooks, reports. Pure: bytes in, what they are or a fault out."""
