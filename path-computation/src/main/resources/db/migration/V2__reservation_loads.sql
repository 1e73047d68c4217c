-- What a protection adds to each of its links; null in rows that were made before: all of its demand.
alter table path_reservation add column loads double precision[];
