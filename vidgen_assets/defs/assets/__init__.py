"""The five assets, a file each. A body asks a port and says what it got; storing is the IO manager's."""
