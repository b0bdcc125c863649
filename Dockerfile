# docker build --target lambda -t nacre .
# docker run --rm -p 9000:8080 ... : see docs/building.md

FROM swift:6.3-bookworm AS build
WORKDIR /nacre
COPY . .
RUN scripts/setup demo \
    && scripts/release nacre bootstrap \
    && scripts/image-root /image

FROM build AS check
RUN make test && make lint && scripts/binary-test

FROM scratch AS lambda
COPY --from=build /image /
ENV LAMBDA_RUNTIME_DIR=/var/runtime \
    LAMBDA_TASK_ROOT=/var/task \
    HOME=/tmp
WORKDIR /var/task
ENTRYPOINT ["/var/runtime/bootstrap"]
CMD ["function.handler"]
