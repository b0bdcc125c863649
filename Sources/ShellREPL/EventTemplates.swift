import ShellBytes

/// An event as a service sends it to a function, to begin with.
///
/// - Source: AWS Lambda developer guide, the events of each service; ids and names are made up.
struct EventTemplate: Sendable {
  let name: ByteString
  let help: ByteString
  /// JSON.
  let text: ByteString

  /// The template of a name, or the only one whose name begins so.
  static func find(_ name: ByteString) -> EventTemplate? {
    if let exact = all.first(where: { $0.name == name }) { return exact }
    let found = all.filter { $0.name.hasPrefix(name) }
    return found.count == 1 ? found[0] : nil
  }

  static let all: [EventTemplate] = [
    EventTemplate(
      name: "apigateway-v1", help: "API Gateway REST API, proxy integration",
      text: #"""
        {
          "resource": "/{proxy+}",
          "path": "/hello",
          "httpMethod": "POST",
          "headers": {
            "Accept": "application/json",
            "Content-Type": "application/json",
            "Host": "example.execute-api.us-east-1.amazonaws.com"
          },
          "multiValueHeaders": {"Accept": ["application/json"], "Content-Type": ["application/js\#
        on"]},
          "queryStringParameters": {"name": "world"},
          "multiValueQueryStringParameters": {"name": ["world"]},
          "pathParameters": {"proxy": "hello"},
          "stageVariables": null,
          "requestContext": {
            "accountId": "123456789012",
            "apiId": "1234567890",
            "httpMethod": "POST",
            "identity": {"sourceIp": "192.0.2.1", "userAgent": "curl/8.0"},
            "path": "/prod/hello",
            "protocol": "HTTP/1.1",
            "requestId": "c6af9ac6-7b61-11e6-9a41-93e8deadbeef",
            "requestTimeEpoch": 1704067200000,
            "resourcePath": "/{proxy+}",
            "stage": "prod"
          },
          "body": "{\"message\":\"hello\"}",
          "isBase64Encoded": false
        }
        """#),
    EventTemplate(
      name: "apigateway-v2", help: "API Gateway HTTP API, payload 2.0",
      text: #"""
        {
          "version": "2.0",
          "routeKey": "POST /hello",
          "rawPath": "/hello",
          "rawQueryString": "name=world",
          "cookies": ["session=1"],
          "headers": {
            "accept": "application/json",
            "content-type": "application/json",
            "host": "example.execute-api.us-east-1.amazonaws.com"
          },
          "queryStringParameters": {"name": "world"},
          "requestContext": {
            "accountId": "123456789012",
            "apiId": "api-id",
            "domainName": "example.execute-api.us-east-1.amazonaws.com",
            "domainPrefix": "example",
            "http": {
              "method": "POST",
              "path": "/hello",
              "protocol": "HTTP/1.1",
              "sourceIp": "192.0.2.1",
              "userAgent": "curl/8.0"
            },
            "requestId": "id",
            "routeKey": "POST /hello",
            "stage": "$default",
            "time": "01/Jan/2024:00:00:00 +0000",
            "timeEpoch": 1704067200000
          },
          "body": "{\"message\":\"hello\"}",
          "isBase64Encoded": false
        }
        """#),
    EventTemplate(
      name: "function-url", help: "Lambda function URL",
      text: #"""
        {
          "version": "2.0",
          "routeKey": "$default",
          "rawPath": "/hello",
          "rawQueryString": "name=world",
          "cookies": ["session=1"],
          "headers": {
            "accept": "application/json",
            "content-type": "application/json",
            "host": "example.lambda-url.us-east-1.on.aws"
          },
          "queryStringParameters": {"name": "world"},
          "requestContext": {
            "accountId": "123456789012",
            "apiId": "example",
            "domainName": "example.lambda-url.us-east-1.on.aws",
            "domainPrefix": "example",
            "http": {
              "method": "POST",
              "path": "/hello",
              "protocol": "HTTP/1.1",
              "sourceIp": "192.0.2.1",
              "userAgent": "curl/8.0"
            },
            "requestId": "id",
            "routeKey": "$default",
            "stage": "$default",
            "time": "01/Jan/2024:00:00:00 +0000",
            "timeEpoch": 1704067200000
          },
          "body": "{\"message\":\"hello\"}",
          "isBase64Encoded": false
        }
        """#),
    EventTemplate(
      name: "alb", help: "Application Load Balancer",
      text: #"""
        {
          "requestContext": {
            "elb": {
              "targetGroupArn": "arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup\#
        /example/0123456789abcdef"
            }
          },
          "httpMethod": "GET",
          "path": "/hello",
          "queryStringParameters": {"name": "world"},
          "headers": {
            "accept": "*/*",
            "host": "example.us-east-1.elb.amazonaws.com",
            "x-forwarded-for": "192.0.2.1",
            "x-forwarded-port": "80",
            "x-forwarded-proto": "http"
          },
          "body": "",
          "isBase64Encoded": false
        }
        """#),
    EventTemplate(
      name: "sqs", help: "SQS, a batch of one message",
      text: #"""
        {
          "Records": [
            {
              "messageId": "059f36b4-87a3-44ab-83d2-661975830a7d",
              "receiptHandle": "AQEBwJnKyrHigUMZj6rYigCgxlaS3SLy0a",
              "body": "{\"message\":\"hello\"}",
              "attributes": {
                "ApproximateReceiveCount": "1",
                "SentTimestamp": "1704067200000",
                "SenderId": "123456789012",
                "ApproximateFirstReceiveTimestamp": "1704067200001"
              },
              "messageAttributes": {},
              "md5OfBody": "e4f7cd14d5e98359c70afff71d6cc93b",
              "eventSource": "aws:sqs",
              "eventSourceARN": "arn:aws:sqs:us-east-1:123456789012:example",
              "awsRegion": "us-east-1"
            }
          ]
        }
        """#),
    EventTemplate(
      name: "sns", help: "SNS notification",
      text: #"""
        {
          "Records": [
            {
              "EventSource": "aws:sns",
              "EventVersion": "1.0",
              "EventSubscriptionArn": "arn:aws:sns:us-east-1:123456789012:example:21be56ed-a058-\#
        49f5-8c98-aedd2564c486",
              "Sns": {
                "Type": "Notification",
                "MessageId": "95df01b4-ee98-5cb9-9903-4c221d41eb5e",
                "TopicArn": "arn:aws:sns:us-east-1:123456789012:example",
                "Subject": "Test",
                "Message": "hello",
                "Timestamp": "2024-01-01T00:00:00.000Z",
                "SignatureVersion": "1",
                "Signature": "EXAMPLE",
                "SigningCertUrl": "https://sns.us-east-1.amazonaws.com/example.pem",
                "UnsubscribeUrl": "https://sns.us-east-1.amazonaws.com/?Action=Unsubscribe",
                "MessageAttributes": {}
              }
            }
          ]
        }
        """#),
    EventTemplate(
      name: "s3", help: "S3, an object was created",
      text: #"""
        {
          "Records": [
            {
              "eventVersion": "2.1",
              "eventSource": "aws:s3",
              "awsRegion": "us-east-1",
              "eventTime": "2024-01-01T00:00:00.000Z",
              "eventName": "ObjectCreated:Put",
              "userIdentity": {"principalId": "EXAMPLE"},
              "requestParameters": {"sourceIPAddress": "192.0.2.1"},
              "responseElements": {"x-amz-request-id": "EXAMPLE123456789", "x-amz-id-2": "EXAMPL\#
        E"},
              "s3": {
                "s3SchemaVersion": "1.0",
                "configurationId": "example",
                "bucket": {
                  "name": "example-bucket",
                  "ownerIdentity": {"principalId": "EXAMPLE"},
                  "arn": "arn:aws:s3:::example-bucket"
                },
                "object": {
                  "key": "folder/file.txt",
                  "size": 1024,
                  "eTag": "0123456789abcdef0123456789abcdef",
                  "sequencer": "0A1B2C3D4E5F678901"
                }
              }
            }
          ]
        }
        """#),
    EventTemplate(
      name: "eventbridge", help: "EventBridge event",
      text: #"""
        {
          "version": "0",
          "id": "12345678-1234-1234-1234-123456789012",
          "detail-type": "Example",
          "source": "com.example",
          "account": "123456789012",
          "time": "2024-01-01T00:00:00Z",
          "region": "us-east-1",
          "resources": [],
          "detail": {"key": "value"}
        }
        """#),
    EventTemplate(
      name: "schedule", help: "EventBridge rule with a schedule",
      text: #"""
        {
          "version": "0",
          "id": "12345678-1234-1234-1234-123456789012",
          "detail-type": "Scheduled Event",
          "source": "aws.events",
          "account": "123456789012",
          "time": "2024-01-01T00:00:00Z",
          "region": "us-east-1",
          "resources": ["arn:aws:events:us-east-1:123456789012:rule/example"],
          "detail": {}
        }
        """#),
    EventTemplate(
      name: "dynamodb", help: "DynamoDB stream, one change",
      text: #"""
        {
          "Records": [
            {
              "eventID": "c4ca4238a0b923820dcc509a6f75849b",
              "eventName": "MODIFY",
              "eventVersion": "1.1",
              "eventSource": "aws:dynamodb",
              "awsRegion": "us-east-1",
              "dynamodb": {
                "ApproximateCreationDateTime": 1704067200,
                "Keys": {"Id": {"N": "101"}},
                "NewImage": {"Id": {"N": "101"}, "Message": {"S": "new"}},
                "OldImage": {"Id": {"N": "101"}, "Message": {"S": "old"}},
                "SequenceNumber": "111",
                "SizeBytes": 26,
                "StreamViewType": "NEW_AND_OLD_IMAGES"
              },
              "eventSourceARN": "arn:aws:dynamodb:us-east-1:123456789012:table/example/stream/20\#
        24-01-01T00:00:00.000"
            }
          ]
        }
        """#),
    EventTemplate(
      name: "kinesis", help: "Kinesis stream, one record",
      text: #"""
        {
          "Records": [
            {
              "kinesis": {
                "kinesisSchemaVersion": "1.0",
                "partitionKey": "1",
                "sequenceNumber": "49590338271490256608559692538361571095921575989136588898",
                "data": "aGVsbG8=",
                "approximateArrivalTimestamp": 1704067200.0
              },
              "eventSource": "aws:kinesis",
              "eventVersion": "1.0",
              "eventID": "shardId-000000000006:4959033827149025660855969253836157109592157598913\#
        6588898",
              "eventName": "aws:kinesis:record",
              "invokeIdentityArn": "arn:aws:iam::123456789012:role/lambda",
              "awsRegion": "us-east-1",
              "eventSourceARN": "arn:aws:kinesis:us-east-1:123456789012:stream/example"
            }
          ]
        }
        """#),
    EventTemplate(
      name: "cloudwatch-logs", help: "CloudWatch Logs subscription, gzip in base64",
      text: #"""
        {
          "awslogs": {
            "data": "H4sIAAAAAAACAz2PTYvCMBCG/4oMexSaxmp3eysYvShC25uUJbVjDSRNSeIX4n936uIOc3rnmQf\#
        eBxj0XnZY3QeEDJZ5lf9uRVnmawFTsNceHcUxnyXzRfr9w2JOsbbd2tnzQJdIXn2kpWlaGeFNmkHjH1AGh9IQwRl\#
        PIhaPu//a5JUoq5r9C2VzaPFIL/7c+INTQ1C2Xykd0HnI9vBx1m+puGAfxvwBqiU3o8egqEIgCrI4ZQlbpJyNM/1\#
        UI04Uxa6YeGswnFTfTY5SaWzhWT9fHx636QEBAAA="
          }
        }
        """#),
    EventTemplate(
      name: "cognito", help: "Cognito, before a user signs up",
      text: #"""
        {
          "version": "1",
          "triggerSource": "PreSignUp_SignUp",
          "region": "us-east-1",
          "userPoolId": "us-east-1_EXAMPLE",
          "userName": "ann",
          "callerContext": {"awsSdkVersion": "aws-sdk-js-2", "clientId": "EXAMPLE"},
          "request": {"userAttributes": {"email": "ann@example.com"}, "validationData": null},
          "response": {"autoConfirmUser": false, "autoVerifyEmail": false, "autoVerifyPhone": fa\#
        lse}
        }
        """#),
    EventTemplate(
      name: "cloudformation", help: "CloudFormation custom resource",
      text: #"""
        {
          "RequestType": "Create",
          "ResponseURL": "https://example.com/pre-signed",
          "StackId": "arn:aws:cloudformation:us-east-1:123456789012:stack/example/guid",
          "RequestId": "unique-id",
          "ResourceType": "Custom::Example",
          "LogicalResourceId": "Example",
          "ResourceProperties": {
            "ServiceToken": "arn:aws:lambda:us-east-1:123456789012:function:example",
            "Key": "value"
          }
        }
        """#),
    EventTemplate(
      name: "codepipeline", help: "CodePipeline job",
      text: #"""
        {
          "CodePipeline.job": {
            "id": "11111111-abcd-1111-abcd-111111abcdef",
            "accountId": "123456789012",
            "data": {
              "actionConfiguration": {"configuration": {"FunctionName": "example", "UserParamete\#
        rs": "value"}},
              "inputArtifacts": [
                {
                  "name": "source",
                  "revision": null,
                  "location": {
                    "type": "S3",
                    "s3Location": {"bucketName": "example-bucket", "objectKey": "source.zip"}
                  }
                }
              ],
              "outputArtifacts": [],
              "artifactCredentials": {
                "accessKeyId": "EXAMPLE",
                "secretAccessKey": "EXAMPLE",
                "sessionToken": "EXAMPLE"
              }
            }
          }
        }
        """#),
    EventTemplate(
      name: "ses", help: "SES, a message was received",
      text: #"""
        {
          "Records": [
            {
              "eventSource": "aws:ses",
              "eventVersion": "1.0",
              "ses": {
                "mail": {
                  "timestamp": "2024-01-01T00:00:00.000Z",
                  "source": "ann@example.com",
                  "messageId": "o3vrnil0e2ic28trm7dfhrc2v0clambda4nbp0g1",
                  "destination": ["bob@example.com"],
                  "headersTruncated": false,
                  "headers": [{"name": "From", "value": "ann@example.com"}],
                  "commonHeaders": {"from": ["ann@example.com"], "to": ["bob@example.com"], "sub\#
        ject": "Hello"}
                },
                "receipt": {
                  "timestamp": "2024-01-01T00:00:00.000Z",
                  "processingTimeMillis": 574,
                  "recipients": ["bob@example.com"],
                  "spamVerdict": {"status": "PASS"},
                  "virusVerdict": {"status": "PASS"},
                  "action": {
                    "type": "Lambda",
                    "invocationType": "Event",
                    "functionArn": "arn:aws:lambda:us-east-1:123456789012:function:example"
                  }
                }
              }
            }
          ]
        }
        """#),
    EventTemplate(
      name: "iot", help: "IoT rule, a JSON message",
      text: #"""
        {
          "topic": "devices/1/state",
          "deviceId": "1",
          "temperature": 21.5,
          "timestamp": 1704067200000
        }
        """#),
  ]
}
