"""Linear chain models over hashed features: conditional random fields, fitted with torch, used with NumPy alone."""
