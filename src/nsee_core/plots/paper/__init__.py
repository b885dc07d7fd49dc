"""What every figure shares: its style, what text measures, boxes, notes and scales."""
