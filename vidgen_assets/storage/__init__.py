"""Where artifacts last: the store port's adapters, and the layout of what is in it. What is stored is the domain's."""
