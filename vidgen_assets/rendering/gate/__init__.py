"""Reading scene code before it runs, to tell a model what will go wrong: feedback, and no boundary.

`check` gathers findings; each other file knows one kind of trap. What untrusted code may do is the sandbox's business.
"""
