curl -H 'X-Api-Key: 4242424242424242' -d'{"webhookUrl":"http://events.harbor-coffee.com/apm","organizationId":"'"$ORG"'"}' "$API"
