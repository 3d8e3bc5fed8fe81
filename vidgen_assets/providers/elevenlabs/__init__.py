"""A narrator on ElevenLabs, by its text-to-speech API with timestamps or any server that speaks it."""
