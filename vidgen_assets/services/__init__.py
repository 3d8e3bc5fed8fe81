"""What every paid service shares: ledger of answers, retries, prices and budget. No service in particular."""
