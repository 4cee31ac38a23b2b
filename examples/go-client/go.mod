module example.com/wallstash-go-client

go 1.22

require github.com/wallarm/wallarm-go v0.13.0

require github.com/pkg/errors v0.9.1 // indirect
