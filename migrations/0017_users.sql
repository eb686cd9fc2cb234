-- How a sign-in was made ("link", "oidc", ...), and why it ended; null on older ones.
ALTER TABLE agent_sessions ADD COLUMN way TEXT;
ALTER TABLE agent_sessions ADD COLUMN end_reason TEXT;
-- An agent's own sign-ins, and when each agent was last seen.
CREATE INDEX agent_sessions_agent ON agent_sessions (agent_id, created_at);
-- Which links others made for an agent.
CREATE INDEX sign_in_links_agent ON sign_in_links (agent_id, created_at);
-- Taken off the list of users; the row stays, because checks and the audit log name its id.
ALTER TABLE agents ADD COLUMN removed_at INTEGER;
