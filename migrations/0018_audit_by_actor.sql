-- What one user did, within a range of time: the audit log is asked for that.
CREATE INDEX audit_actor ON audit (actor, id);
