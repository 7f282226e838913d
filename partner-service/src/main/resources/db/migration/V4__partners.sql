-- Whether an account could ever sell: then its destinations are not only its own. What was before is not known here any more.
ALTER TABLE subscription ADD COLUMN could_sell boolean NOT NULL DEFAULT true;
ALTER TABLE subscription ALTER COLUMN could_sell DROP DEFAULT;
