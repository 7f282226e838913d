-- The zone that a version was deployed with; null where it was deployed before this was kept.
ALTER TABLE flow_version ADD COLUMN zone text;
