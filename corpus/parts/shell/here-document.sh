cat >a.json <<'EOF' && send a.json
{
  "name": "Pay by Bank results",
  "description": "Settled and failed bank payments",
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
}
EOF
if true; then
	curl -d @- "$API" <<-EOT
	{
	  "name": "Pay by Bank results",
	  "description": "Settled and failed bank payments",
	  "organizationId": "${ORG}"
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
	}
	EOT
fi
curl -d "$(cat <<END
{
  "name": "Pay by Bank results",
  "description": "Settled and failed \$1 bank payments",
  "organizationId": "`whoami`"
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
}
END
)" "$API"
