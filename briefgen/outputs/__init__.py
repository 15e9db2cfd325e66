"""What is built: each kind of output has targets(), which the plan lists, and render(), which makes the bytes of one."""
