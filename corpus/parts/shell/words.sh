BODY='{"webhookUrl": "http://events.harbor-coffee.com/apm", "organizationId": "harbor_coffee"}'
echo "{\"webhookUrl\": \"http://events.harbor-coffee.com/apm\", \"organizationId\": \"$(id -un)\"}" | send
curl --json $'{"webhookUrl": "http://events.harbor-coffee.com/apm", "description": "it\'s", "organizationId": "harbor_coffee"}'
curl --json {\"webhookUrl\":\"http://events.harbor-coffee.com/apm\"}
