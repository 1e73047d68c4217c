-- What waits, why, and what goes out together.
alter table delivery
    add column position      bigint generated always as identity,
    add column due_at        timestamptz,
    add column hold          text,
    add column joined        uuid,
    add column claimed_until timestamptz,
    add column replays       int not null default 0;
create unique index delivery_position on delivery (position);
create index delivery_pending on delivery (channel, incident_id, position) where outcome = 'pending';
create index delivery_failed on delivery (position) where outcome = 'failed';

-- What was sent when, for the cap of messages a channel gets in a while.
create table channel_send (
    id      bigint generated always as identity primary key,
    channel text        not null,
    sent_at timestamptz not null
);
create index channel_send_at on channel_send (channel, sent_at);
