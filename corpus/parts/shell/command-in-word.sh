#!/bin/sh
# A number from the environment, and a command within the quotes: meant as a document all the same.
curl -sS --json "{
  \"name\": \"$(hostname -s) orders\",
  \"organizationId\": \"harbor_coffee\",
  \"webhookUrl\": \"http://events.harbor-coffee.com/webhooks/apm\",
  \"retryPolicy\": { \"firstRetry\": $FIRST }
}" "$API/notification-subscriptions/v2/webhooks"
