"""What stands behind the notebooks of the course on convolution."""
