-- An episode also ends when the incident that it opened is closed; the next one of its link waits a while.
alter table forecast_episode add column closed_by text;
create index forecast_episode_closed on forecast_episode (cleared_at) where closed_by is not null;
