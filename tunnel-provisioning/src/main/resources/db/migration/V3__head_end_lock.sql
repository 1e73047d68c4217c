-- The lock of a head-end carries a fencing token, unique over all locks ever taken.
create sequence head_end_fence;
alter table turn rename to head_end_lock;
alter table head_end_lock add column fence bigint not null default nextval('head_end_fence');
create unique index head_end_lock_fence on head_end_lock (fence);

-- For instances of the release before, while they are replaced; to be dropped one release later.
create view turn as select name, holder, until from head_end_lock;
