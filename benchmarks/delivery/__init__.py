"""What Slack sees of a bot under load: acknowledgements, refusals, fairness, Stop and memory."""
