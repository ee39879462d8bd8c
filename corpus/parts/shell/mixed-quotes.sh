curl -d '{ "webhookUrl": "http://events.harbor-coffee.com/apm", "organizationId": "harbor_coffee", }' x
# What would be written within the double quotes would end them, so nothing is.
curl -d '{ "webhookUrl": "http://events.harbor-coffee.com/apm", "securityPolicy": '"{ 'securityType': \"KEY\" } }" x
