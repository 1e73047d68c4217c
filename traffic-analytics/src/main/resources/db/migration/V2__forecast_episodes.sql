-- What was foreseen of a link's congestion, told once, and what became of it.
create table forecast_episode (
    episode_id            uuid             primary key,
    link_id               text             not null,
    "from"                text             not null,
    utilisation           double precision not null,
    predicted_utilisation double precision,
    probability           double precision not null,
    expected_at           timestamptz      not null,
    raised_at             timestamptz      not null,
    horizon_end           timestamptz      not null,
    cleared_at            timestamptz,
    verdict               text             not null
        check (verdict in ('pending', 'hit', 'miss', 'unknown', 'unforeseen')),
    crossed_at            timestamptz,
    peak_utilisation      double precision
);
create unique index forecast_episode_open on forecast_episode (link_id) where cleared_at is null;
create index forecast_episode_raised on forecast_episode (raised_at desc, episode_id desc);
create index forecast_episode_pending on forecast_episode (raised_at) where verdict = 'pending';
