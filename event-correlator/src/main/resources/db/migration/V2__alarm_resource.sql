-- An alarm's id may be unique on its resource only. '' where the id says it all, and for alarms that are older than this.
-- The source's own times pair raise and clear; null where the source does not tell.
alter table source_alarm
    add column resource     text not null default '',
    add column raised_time  timestamptz,
    add column cleared_time timestamptz;
alter table source_alarm drop constraint source_alarm_pkey;
alter table source_alarm add primary key (source, source_key, resource);
