curl --data-binary '{
  "name": "Pay by Bank results",
  "description": "Settled and failed bank payments",
  "organizationId": "harbor_coffee",
  "products": [
    {
      "productId": "alternativePaymentMethods",
      "eventTypes": ["payments.payments.updated"]
    }
  ],
  "webhookUrl": "https://events.harbor-coffee.com/webhooks/apm",
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
  "securityPolicy": { "securityType": "KEY" }
}' https://events.harbor-coffee.com
