"""What the service is called, here and in its settings. Imports nothing, for whoever only asks whether it is set."""

SERVICE = "anthropic"
KEY = "ANTHROPIC_API_KEY"
