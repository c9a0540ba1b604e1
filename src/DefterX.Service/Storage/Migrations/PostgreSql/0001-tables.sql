-- Times are Unix milliseconds.
create table service (
  key text not null primary key,
  value bytea not null
);

create table offices (
  id text not null primary key,
  customer_number text not null unique,
  name text not null,
  salt bytea not null,
  settings text not null,
  files text not null,
  version bigint not null,
  change bigint not null,
  firms_change bigint not null,
  session_idle bigint not null,
  created bigint not null
);

create table login_keys (
  office_id text not null references offices (id),
  id text not null,
  name text not null,
  email text not null,
  role text not null,
  hash bytea not null,
  created bigint not null,
  revoked bigint null,
  last_used bigint null,
  primary key (office_id, id)
);

create table sessions (
  id text not null primary key,
  office_id text not null references offices (id),
  key_id text not null,
  token_hash bytea not null unique,
  machine text not null,
  user_name text not null,
  address text not null,
  created bigint not null,
  last_used bigint not null,
  expires bigint not null,
  revoked bigint null,
  foreign key (office_id, key_id) references login_keys (office_id, id)
);
create index sessions_by_key on sessions (office_id, key_id);
create index sessions_by_expiry on sessions (expires);

create table throttle (
  bucket text not null primary key,
  wrong bigint not null,
  pending bigint not null,
  entered bigint not null,
  last bigint not null
);
create index throttle_by_last on throttle (last);

create table known_addresses (
  office_id text not null references offices (id),
  address text not null,
  primary key (office_id, address)
);

create table audit (
  id bigint generated always as identity primary key,
  time bigint not null,
  office_id text null,
  key_id text null,
  key_name text null,
  session_id text null,
  address text null,
  machine text null,
  action text not null,
  subject text null,
  detail text null
);
create index audit_by_office on audit (office_id, id);
create function audit_is_only_added_to() returns trigger language plpgsql as
$$ begin raise exception 'The audit log is only added to.'; end $$;
create trigger audit_keeps before update or delete or truncate on audit execute function audit_is_only_added_to();

create table firms (
  office_id text not null references offices (id),
  identifier text not null,
  version bigint not null,
  content text not null,
  primary key (office_id, identifier)
);

create table blobs (
  office_id text not null references offices (id),
  sha256 text not null,
  length bigint not null,
  created bigint not null,
  primary key (office_id, sha256)
);
create index blobs_by_created on blobs (created);

create table uploads (
  id text not null primary key,
  office_id text not null references offices (id),
  sha256 text not null,
  length bigint not null,
  created bigint not null
);
create index uploads_by_created on uploads (created);

-- The books of a firm stay when it is taken off the list: months refer to no row of firms.
create table months (
  office_id text not null,
  firm text not null,
  period text not null,
  branch text not null,
  book text not null,
  version bigint not null,
  change bigint not null,
  state text not null,
  figures text not null,
  lease_hash bytea null,
  lease_until bigint null,
  lease_user text null,
  lease_machine text null,
  lease_since bigint null,
  lease_session text null,
  last_commit text null,
  primary key (office_id, firm, period, branch, book),
  foreign key (office_id) references offices (id)
);
create index months_by_change on months (office_id, change);
create index months_by_session on months (lease_session);

create table month_files (
  office_id text not null,
  firm text not null,
  period text not null,
  branch text not null,
  book text not null,
  name text not null,
  length bigint not null,
  sha256 text not null,
  primary key (office_id, firm, period, branch, book, name),
  foreign key (office_id, firm, period, branch, book) references months (office_id, firm, period, branch, book) on delete cascade,
  foreign key (office_id, sha256) references blobs (office_id, sha256)
);
create index month_files_by_blob on month_files (office_id, sha256);

create table month_log (
  office_id text not null,
  firm text not null,
  period text not null,
  branch text not null,
  book text not null,
  seq bigint not null,
  line text not null,
  primary key (office_id, firm, period, branch, book, seq),
  foreign key (office_id, firm, period, branch, book) references months (office_id, firm, period, branch, book) on delete cascade
);
