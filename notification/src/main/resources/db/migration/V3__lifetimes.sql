-- What is removed in time, and what a send looks for, is found by an index.
create index delivery_settled on delivery (settled_at) where outcome <> 'pending';
create index delivery_joined on delivery (channel, joined) where outcome = 'pending' and joined is not null;
create index delivery_capped on delivery (channel, position) where outcome = 'pending' and hold = 'cap';
