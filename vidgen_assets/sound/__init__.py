"""Speech as samples: cutting, levelling, resampling, writing. Mono throughout. Who speaks belongs to `providers`, how
sound and picture go together to `rendering`."""
