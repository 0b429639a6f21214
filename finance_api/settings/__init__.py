"""`base` is the embedded service, `production` the same with named servers, `test` what pytest uses."""
