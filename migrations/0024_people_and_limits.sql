-- User names that do not follow the work mail address; the others are found by the address.
CREATE INDEX people_other_user_name ON people (lower(user_name))
  WHERE lower(user_name) <> email AND lower(user_name) <> substr(email, 1, instr(email, '@') - 1);
