n=$((1 << 4))
m=$(( n << n ))
((m << n)) || true
curl -d '{"webhookURL": "https://hooks.acme-webshop.com/x", "name": "After numbers"}' https://apitest.cybersource.com/x
