-- What a ticket waits for a person's word about.
alter table ticket add column waiting_for text;
