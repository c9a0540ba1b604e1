-- Times are Unix milliseconds.
create table service (
  key text not null primary key,
  value blob not null
);

create table offices (
  id text not null primary key,
  customer_number text not null unique,
  name text not null,
  salt blob not null,
  settings text not null,
  files text not null,
  version integer not null,
  change integer not null,
  firms_change integer not null,
  session_idle integer not null,
  created integer not null
);

create table login_keys (
  office_id text not null references offices (id),
  id text not null,
  name text not null,
  email text not null,
  role text not null,
  hash blob not null,
  created integer not null,
  revoked integer null,
  last_used integer null,
  primary key (office_id, id)
);

create table sessions (
  id text not null primary key,
  office_id text not null references offices (id),
  key_id text not null,
  token_hash blob not null unique,
  machine text not null,
  user_name text not null,
  address text not null,
  created integer not null,
  last_used integer not null,
  expires integer not null,
  revoked integer null,
  foreign key (office_id, key_id) references login_keys (office_id, id)
);
create index sessions_by_key on sessions (office_id, key_id);
create index sessions_by_expiry on sessions (expires);

create table throttle (
  bucket text not null primary key,
  wrong integer not null,
  pending integer not null,
  entered integer not null,
  last integer not null
);
create index throttle_by_last on throttle (last);

create table known_addresses (
  office_id text not null references offices (id),
  address text not null,
  primary key (office_id, address)
);

create table audit (
  id integer primary key autoincrement,
  time integer not null,
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
create trigger audit_keeps before update on audit begin select raise(abort, 'The audit log is only added to.'); end;
create trigger audit_stays before delete on audit begin select raise(abort, 'The audit log is only added to.'); end;

create table firms (
  office_id text not null references offices (id),
  identifier text not null,
  version integer not null,
  content text not null,
  primary key (office_id, identifier)
);

create table blobs (
  office_id text not null references offices (id),
  sha256 text not null,
  length integer not null,
  created integer not null,
  primary key (office_id, sha256)
);
create index blobs_by_created on blobs (created);

create table uploads (
  id text not null primary key,
  office_id text not null references offices (id),
  sha256 text not null,
  length integer not null,
  created integer not null
);
create index uploads_by_created on uploads (created);

-- The books of a firm stay when it is taken off the list: months refer to no row of firms.
create table months (
  office_id text not null,
  firm text not null,
  period text not null,
  branch text not null,
  book text not null,
  version integer not null,
  change integer not null,
  state text not null,
  figures text not null,
  lease_hash blob null,
  lease_until integer null,
  lease_user text null,
  lease_machine text null,
  lease_since integer null,
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
  length integer not null,
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
  seq integer not null,
  line text not null,
  primary key (office_id, firm, period, branch, book, seq),
  foreign key (office_id, firm, period, branch, book) references months (office_id, firm, period, branch, book) on delete cascade
);
