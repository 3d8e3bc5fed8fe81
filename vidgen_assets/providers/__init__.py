"""Who plans, writes scenes and speaks: the adapters of the makers' ports. They know the domain, not each other."""
