"""A narrator on servers that speak OpenAI's ``/v1/audio/speech``, such as local neural voices."""
