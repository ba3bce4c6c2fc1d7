"""Standard answers in Slack: made from good answers, taken out when found wrong, looked after."""
