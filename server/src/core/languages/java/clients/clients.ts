import type { Client } from '../../../program/client.ts';
import { apache } from './apache.ts';
import { asyncHttpClient } from './async-http-client.ts';
import { httpInterface, retrofit } from './http-interface.ts';
import { javaHttp } from './java-http.ts';
import { jaxRs } from './jax-rs.ts';
import { jsoup } from './jsoup.ts';
import { micronaut } from './micronaut.ts';
import { okhttp } from './okhttp.ts';
import { restTemplate } from './rest-template.ts';
import { restClient, webClient } from './spring-fluent.ts';
import { unirest } from './unirest.ts';
import { urlConnection } from './url-connection.ts';
import { vertx } from './vertx.ts';

/** Every HTTP client of Java that calls are read of. */
export const clients: readonly Client[] = [
  micronaut,
  vertx,
  jsoup,
  asyncHttpClient,
  javaHttp,
  okhttp,
  restTemplate,
  webClient,
  restClient,
  apache,
  urlConnection,
  unirest,
  jaxRs,
  retrofit,
  httpInterface,
];
