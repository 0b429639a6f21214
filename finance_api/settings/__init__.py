"""`base` is the embedded service, `production` the same code behind named servers, `test` what pytest uses."""
