"""What does the text say? Documents, their structure, their passages and the figures in them."""
