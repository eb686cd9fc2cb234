-- Who has removed a passkey lately approves nothing: asked of every agent who could.
CREATE INDEX audit_passkeys_removed ON audit (actor, at) WHERE action = 'passkey.removed';
