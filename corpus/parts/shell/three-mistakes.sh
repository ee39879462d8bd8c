#!/bin/sh
# It's here.
curl -sS -X POST "$API/webhooks" -d '{
  "name": "Pay by Bank results",
  "description": "It'\''s settled and failed bank payments",
  "organizationId": "harbor_coffee"
  "products": [
    {
      "productId": "alternativePaymentMethods",
      "eventTypes": ["payments.payments.updated"]
    }
  ],
  "webhookUrl": "http://events.harbor-coffee.com/webhooks/apm",
  "healthCheckUrl": "https://events.harbor-coffee.com/webhooks/apm/health",
  "notificationScope": "SELF",
  "retryPolicy": {
    "algorithm": "ARITHMETIC",
    "firstRetry": 10,
    "interval": 30,
    "numberOfRetries": 3,
    "deactivateFlag": "true",
    "repeatSequenceCount": 0,
    "repeatSequenceWaitTime": 0
  },
  "securityPolicy": { "securitytype": "KEY" }
}' >answer.json
