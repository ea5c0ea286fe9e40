"""What a case says: pure Python, no Qt, no SQL, no paper."""
