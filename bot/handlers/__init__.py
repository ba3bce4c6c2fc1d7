"""The Slack surface; nothing else imports slack_bolt or slack_sdk but the composition root."""
