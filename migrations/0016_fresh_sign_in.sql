-- When the agent of a sign-in last showed who he is; null where that is when the sign-in began.
ALTER TABLE agent_sessions ADD COLUMN authenticated_at INTEGER;
