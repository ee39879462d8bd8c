curl -u harbor:Correct-Horse -H 'Cookie: session=Battery-Staple' --json '{"webhookUrl": "http://events.harbor-coffee.com/apm", "organizationId": "harbor_coffee"}'
curl --oauth2-bearer Correct-Horse -E me.pem:Battery-Staple --json '{"webhookUrl": "http://events.harbor-coffee.com/apm", "organizationId": "harbor_coffee"}'
curl -u "$ME:$MINE" --json '{"webhookUrl": "http://events.harbor-coffee.com/apm", "organizationId": "harbor_coffee"}'
