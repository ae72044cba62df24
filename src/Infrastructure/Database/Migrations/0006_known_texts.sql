-- An import asks for every line whether its text was ever offered.
create index contribution_decisions_by_hash on contribution_decisions (org_id, content_hash);
