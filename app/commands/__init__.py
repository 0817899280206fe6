"""One module a command. Each has ``register(cli)``; what is heavy is imported when a command runs."""
