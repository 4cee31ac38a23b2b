/* Written by "npm run generate" from src/notification/schemas, with Ajv (MIT). Do not edit. */
"use strict";
exports.envelope = validate0;
const schema0 = {"$id":"urn:wallstash:schema:envelope","type":"object","required":["summary","details"],"properties":{"summary":{"type":"string"},"description":{"type":"string"},"details":{"type":"object","required":["client_name","cloud","notification_type"],"properties":{"client_name":{"type":["string","null"]},"cloud":{"type":"string"},"notification_type":{"type":"string"}}}}};

function validate0(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="urn:wallstash:schema:envelope" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate0.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((data.summary === undefined) && (missing0 = "summary")) || ((data.details === undefined) && (missing0 = "details"))){
validate0.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0}}];
return false;
}
else {
if(data.summary !== undefined){
const _errs1 = errors;
if(typeof data.summary !== "string"){
validate0.errors = [{instancePath:instancePath+"/summary",schemaPath:"#/properties/summary/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.description !== undefined){
const _errs3 = errors;
if(typeof data.description !== "string"){
validate0.errors = [{instancePath:instancePath+"/description",schemaPath:"#/properties/description/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.details !== undefined){
let data2 = data.details;
const _errs5 = errors;
if(errors === _errs5){
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
let missing1;
if((((data2.client_name === undefined) && (missing1 = "client_name")) || ((data2.cloud === undefined) && (missing1 = "cloud"))) || ((data2.notification_type === undefined) && (missing1 = "notification_type"))){
validate0.errors = [{instancePath:instancePath+"/details",schemaPath:"#/properties/details/required",keyword:"required",params:{missingProperty: missing1}}];
return false;
}
else {
if(data2.client_name !== undefined){
let data3 = data2.client_name;
const _errs7 = errors;
if((typeof data3 !== "string") && (data3 !== null)){
validate0.errors = [{instancePath:instancePath+"/details/client_name",schemaPath:"#/properties/details/properties/client_name/type",keyword:"type",params:{type: schema0.properties.details.properties.client_name.type}}];
return false;
}
var valid1 = _errs7 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data2.cloud !== undefined){
const _errs9 = errors;
if(typeof data2.cloud !== "string"){
validate0.errors = [{instancePath:instancePath+"/details/cloud",schemaPath:"#/properties/details/properties/cloud/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid1 = _errs9 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data2.notification_type !== undefined){
const _errs11 = errors;
if(typeof data2.notification_type !== "string"){
validate0.errors = [{instancePath:instancePath+"/details/notification_type",schemaPath:"#/properties/details/properties/notification_type/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid1 = _errs11 === errors;
}
else {
var valid1 = true;
}
}
}
}
}
else {
validate0.errors = [{instancePath:instancePath+"/details",schemaPath:"#/properties/details/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
else {
validate0.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
validate0.errors = vErrors;
return errors === 0;
}
validate0.evaluated = {"props":{"summary":true,"description":true,"details":true},"dynamicProps":false,"dynamicItems":false};

exports.new_hits = validate1;
const schema1 = {"$id":"urn:wallstash:schema:new_hits","type":"object","required":["summary","details"],"properties":{"summary":{"type":"string"},"description":{"type":"string"},"details":{"type":"object","required":["client_name","cloud","notification_type","hit"],"properties":{"client_name":{"type":["string","null"]},"cloud":{"type":"string"},"notification_type":{"enum":["new_hits"]},"hit":{"if":{"not":{"required":["domain"]}},"then":{"required":["host"]},"type":"object","required":["method","path","parameter","point","payloads","remote_country","remote_port","remote_addr4","remote_addr6","tor","request_time","create_time","response_len","response_status","response_time","heur_distance","probability","anomaly","stamps","regex","stamps_hash","regex_hash","type","block_status","id","object_type"],"properties":{"host":{"type":"string"},"domain":{"type":"string"},"method":{"type":"string"},"path":{"type":"string"},"parameter":{"type":"string"},"point":{"type":"array","items":{"type":["string","integer"]}},"payloads":{"type":"array","items":{"type":"string"}},"remote_country":{"type":["string","null"],"pattern":"^[A-Z]{2}$"},"remote_port":{"type":"integer","minimum":0,"maximum":65535},"remote_addr4":{"type":["string","null"],"if":{"minLength":1},"then":{"format":"ipv4"}},"remote_addr6":{"type":["string","null"],"if":{"minLength":1},"then":{"format":"ipv6"}},"tor":{"type":"string"},"request_time":{"type":"integer","minimum":0},"create_time":{"type":"integer","minimum":0},"response_len":{"type":"integer","minimum":0},"response_status":{"type":"integer","minimum":0,"maximum":599,"not":{"type":"integer","minimum":1,"maximum":99}},"response_time":{"type":"integer","minimum":0},"heur_distance":{"type":"number"},"probability":{"type":"number"},"anomaly":{"type":"number"},"stamps":{"type":"array","items":{"type":"integer"}},"regex":{"type":"array","items":{}},"stamps_hash":{"type":"integer","minimum":-2147483648,"maximum":2147483647},"regex_hash":{"type":"integer","minimum":-2147483648,"maximum":2147483647},"type":{"type":"string"},"block_status":{"type":"string"},"id":{"type":"array","items":{"type":"string"},"minItems":2,"maxItems":2},"object_type":{"enum":["hit"]},"datacenter":{"type":"string"},"brute_counter":{"type":"string"},"final_wallarm_mode":{"type":"string"},"wallarm_mode":{"type":["string","null"]},"libproton_version":{"type":"string"},"lom_id":{"type":"integer"},"protocol":{"type":"string"},"proxy_type":{"type":["string","null"]},"request_id":{"type":"string"},"applications":{"type":"array","items":{"type":"string"}},"headers":{"type":"object","properties":{}}}}}}}};
const pattern0 = new RegExp("^[A-Z]{2}$", "u");
const func0 = require("ajv/dist/runtime/ucs2length").default;
const formats0 = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)\.){3}(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)$/;
const formats2 = /^((([0-9a-f]{1,4}:){7}([0-9a-f]{1,4}|:))|(([0-9a-f]{1,4}:){6}(:[0-9a-f]{1,4}|((25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(\.(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)){3})|:))|(([0-9a-f]{1,4}:){5}(((:[0-9a-f]{1,4}){1,2})|:((25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(\.(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)){3})|:))|(([0-9a-f]{1,4}:){4}(((:[0-9a-f]{1,4}){1,3})|((:[0-9a-f]{1,4})?:((25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(\.(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)){3}))|:))|(([0-9a-f]{1,4}:){3}(((:[0-9a-f]{1,4}){1,4})|((:[0-9a-f]{1,4}){0,2}:((25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(\.(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)){3}))|:))|(([0-9a-f]{1,4}:){2}(((:[0-9a-f]{1,4}){1,5})|((:[0-9a-f]{1,4}){0,3}:((25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(\.(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)){3}))|:))|(([0-9a-f]{1,4}:){1}(((:[0-9a-f]{1,4}){1,6})|((:[0-9a-f]{1,4}){0,4}:((25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(\.(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)){3}))|:))|(:(((:[0-9a-f]{1,4}){1,7})|((:[0-9a-f]{1,4}){0,5}:((25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(\.(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)){3}))|:)))$/i;

function validate1(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="urn:wallstash:schema:new_hits" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate1.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((data.summary === undefined) && (missing0 = "summary")) || ((data.details === undefined) && (missing0 = "details"))){
validate1.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0}}];
return false;
}
else {
if(data.summary !== undefined){
const _errs1 = errors;
if(typeof data.summary !== "string"){
validate1.errors = [{instancePath:instancePath+"/summary",schemaPath:"#/properties/summary/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.description !== undefined){
const _errs3 = errors;
if(typeof data.description !== "string"){
validate1.errors = [{instancePath:instancePath+"/description",schemaPath:"#/properties/description/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.details !== undefined){
let data2 = data.details;
const _errs5 = errors;
if(errors === _errs5){
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
let missing1;
if(((((data2.client_name === undefined) && (missing1 = "client_name")) || ((data2.cloud === undefined) && (missing1 = "cloud"))) || ((data2.notification_type === undefined) && (missing1 = "notification_type"))) || ((data2.hit === undefined) && (missing1 = "hit"))){
validate1.errors = [{instancePath:instancePath+"/details",schemaPath:"#/properties/details/required",keyword:"required",params:{missingProperty: missing1}}];
return false;
}
else {
if(data2.client_name !== undefined){
let data3 = data2.client_name;
const _errs7 = errors;
if((typeof data3 !== "string") && (data3 !== null)){
validate1.errors = [{instancePath:instancePath+"/details/client_name",schemaPath:"#/properties/details/properties/client_name/type",keyword:"type",params:{type: schema1.properties.details.properties.client_name.type}}];
return false;
}
var valid1 = _errs7 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data2.cloud !== undefined){
const _errs9 = errors;
if(typeof data2.cloud !== "string"){
validate1.errors = [{instancePath:instancePath+"/details/cloud",schemaPath:"#/properties/details/properties/cloud/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid1 = _errs9 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data2.notification_type !== undefined){
const _errs11 = errors;
if(!(data2.notification_type === "new_hits")){
validate1.errors = [{instancePath:instancePath+"/details/notification_type",schemaPath:"#/properties/details/properties/notification_type/enum",keyword:"enum",params:{allowedValues: schema1.properties.details.properties.notification_type.enum}}];
return false;
}
var valid1 = _errs11 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data2.hit !== undefined){
let data6 = data2.hit;
const _errs12 = errors;
const _errs14 = errors;
let valid2 = true;
const _errs15 = errors;
const _errs16 = errors;
const _errs17 = errors;
if(data6 && typeof data6 == "object" && !Array.isArray(data6)){
let missing2;
if((data6.domain === undefined) && (missing2 = "domain")){
const err0 = {};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
var valid3 = _errs17 === errors;
if(valid3){
const err1 = {};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
else {
errors = _errs16;
if(vErrors !== null){
if(_errs16){
vErrors.length = _errs16;
}
else {
vErrors = null;
}
}
}
var _valid0 = _errs15 === errors;
errors = _errs14;
if(vErrors !== null){
if(_errs14){
vErrors.length = _errs14;
}
else {
vErrors = null;
}
}
if(_valid0){
const _errs18 = errors;
if(data6 && typeof data6 == "object" && !Array.isArray(data6)){
let missing3;
if((data6.host === undefined) && (missing3 = "host")){
validate1.errors = [{instancePath:instancePath+"/details/hit",schemaPath:"#/properties/details/properties/hit/then/required",keyword:"required",params:{missingProperty: missing3}}];
return false;
}
}
var _valid0 = _errs18 === errors;
valid2 = _valid0;
}
if(!valid2){
const err2 = {instancePath:instancePath+"/details/hit",schemaPath:"#/properties/details/properties/hit/if",keyword:"if",params:{failingKeyword: "then"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
validate1.errors = vErrors;
return false;
}
if(errors === _errs12){
if(data6 && typeof data6 == "object" && !Array.isArray(data6)){
let missing4;
if(((((((((((((((((((((((((((data6.method === undefined) && (missing4 = "method")) || ((data6.path === undefined) && (missing4 = "path"))) || ((data6.parameter === undefined) && (missing4 = "parameter"))) || ((data6.point === undefined) && (missing4 = "point"))) || ((data6.payloads === undefined) && (missing4 = "payloads"))) || ((data6.remote_country === undefined) && (missing4 = "remote_country"))) || ((data6.remote_port === undefined) && (missing4 = "remote_port"))) || ((data6.remote_addr4 === undefined) && (missing4 = "remote_addr4"))) || ((data6.remote_addr6 === undefined) && (missing4 = "remote_addr6"))) || ((data6.tor === undefined) && (missing4 = "tor"))) || ((data6.request_time === undefined) && (missing4 = "request_time"))) || ((data6.create_time === undefined) && (missing4 = "create_time"))) || ((data6.response_len === undefined) && (missing4 = "response_len"))) || ((data6.response_status === undefined) && (missing4 = "response_status"))) || ((data6.response_time === undefined) && (missing4 = "response_time"))) || ((data6.heur_distance === undefined) && (missing4 = "heur_distance"))) || ((data6.probability === undefined) && (missing4 = "probability"))) || ((data6.anomaly === undefined) && (missing4 = "anomaly"))) || ((data6.stamps === undefined) && (missing4 = "stamps"))) || ((data6.regex === undefined) && (missing4 = "regex"))) || ((data6.stamps_hash === undefined) && (missing4 = "stamps_hash"))) || ((data6.regex_hash === undefined) && (missing4 = "regex_hash"))) || ((data6.type === undefined) && (missing4 = "type"))) || ((data6.block_status === undefined) && (missing4 = "block_status"))) || ((data6.id === undefined) && (missing4 = "id"))) || ((data6.object_type === undefined) && (missing4 = "object_type"))){
validate1.errors = [{instancePath:instancePath+"/details/hit",schemaPath:"#/properties/details/properties/hit/required",keyword:"required",params:{missingProperty: missing4}}];
return false;
}
else {
if(data6.host !== undefined){
const _errs19 = errors;
if(typeof data6.host !== "string"){
validate1.errors = [{instancePath:instancePath+"/details/hit/host",schemaPath:"#/properties/details/properties/hit/properties/host/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid4 = _errs19 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data6.domain !== undefined){
const _errs21 = errors;
if(typeof data6.domain !== "string"){
validate1.errors = [{instancePath:instancePath+"/details/hit/domain",schemaPath:"#/properties/details/properties/hit/properties/domain/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid4 = _errs21 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data6.method !== undefined){
const _errs23 = errors;
if(typeof data6.method !== "string"){
validate1.errors = [{instancePath:instancePath+"/details/hit/method",schemaPath:"#/properties/details/properties/hit/properties/method/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid4 = _errs23 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data6.path !== undefined){
const _errs25 = errors;
if(typeof data6.path !== "string"){
validate1.errors = [{instancePath:instancePath+"/details/hit/path",schemaPath:"#/properties/details/properties/hit/properties/path/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid4 = _errs25 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data6.parameter !== undefined){
const _errs27 = errors;
if(typeof data6.parameter !== "string"){
validate1.errors = [{instancePath:instancePath+"/details/hit/parameter",schemaPath:"#/properties/details/properties/hit/properties/parameter/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid4 = _errs27 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data6.point !== undefined){
let data12 = data6.point;
const _errs29 = errors;
if(errors === _errs29){
if(Array.isArray(data12)){
var valid5 = true;
const len0 = data12.length;
for(let i0=0; i0<len0; i0++){
let data13 = data12[i0];
const _errs31 = errors;
if((typeof data13 !== "string") && (!(((typeof data13 == "number") && (!(data13 % 1) && !isNaN(data13))) && (isFinite(data13))))){
validate1.errors = [{instancePath:instancePath+"/details/hit/point/" + i0,schemaPath:"#/properties/details/properties/hit/properties/point/items/type",keyword:"type",params:{type: schema1.properties.details.properties.hit.properties.point.items.type}}];
return false;
}
var valid5 = _errs31 === errors;
if(!valid5){
break;
}
}
}
else {
validate1.errors = [{instancePath:instancePath+"/details/hit/point",schemaPath:"#/properties/details/properties/hit/properties/point/type",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid4 = _errs29 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data6.payloads !== undefined){
let data14 = data6.payloads;
const _errs33 = errors;
if(errors === _errs33){
if(Array.isArray(data14)){
var valid6 = true;
const len1 = data14.length;
for(let i1=0; i1<len1; i1++){
const _errs35 = errors;
if(typeof data14[i1] !== "string"){
validate1.errors = [{instancePath:instancePath+"/details/hit/payloads/" + i1,schemaPath:"#/properties/details/properties/hit/properties/payloads/items/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid6 = _errs35 === errors;
if(!valid6){
break;
}
}
}
else {
validate1.errors = [{instancePath:instancePath+"/details/hit/payloads",schemaPath:"#/properties/details/properties/hit/properties/payloads/type",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid4 = _errs33 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data6.remote_country !== undefined){
let data16 = data6.remote_country;
const _errs37 = errors;
if((typeof data16 !== "string") && (data16 !== null)){
validate1.errors = [{instancePath:instancePath+"/details/hit/remote_country",schemaPath:"#/properties/details/properties/hit/properties/remote_country/type",keyword:"type",params:{type: schema1.properties.details.properties.hit.properties.remote_country.type}}];
return false;
}
if(errors === _errs37){
if(typeof data16 === "string"){
if(!pattern0.test(data16)){
validate1.errors = [{instancePath:instancePath+"/details/hit/remote_country",schemaPath:"#/properties/details/properties/hit/properties/remote_country/pattern",keyword:"pattern",params:{pattern: "^[A-Z]{2}$"}}];
return false;
}
}
}
var valid4 = _errs37 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data6.remote_port !== undefined){
let data17 = data6.remote_port;
const _errs39 = errors;
if(!(((typeof data17 == "number") && (!(data17 % 1) && !isNaN(data17))) && (isFinite(data17)))){
validate1.errors = [{instancePath:instancePath+"/details/hit/remote_port",schemaPath:"#/properties/details/properties/hit/properties/remote_port/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs39){
if((typeof data17 == "number") && (isFinite(data17))){
if(data17 > 65535 || isNaN(data17)){
validate1.errors = [{instancePath:instancePath+"/details/hit/remote_port",schemaPath:"#/properties/details/properties/hit/properties/remote_port/maximum",keyword:"maximum",params:{comparison: "<=", limit: 65535}}];
return false;
}
else {
if(data17 < 0 || isNaN(data17)){
validate1.errors = [{instancePath:instancePath+"/details/hit/remote_port",schemaPath:"#/properties/details/properties/hit/properties/remote_port/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
}
var valid4 = _errs39 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data6.remote_addr4 !== undefined){
let data18 = data6.remote_addr4;
const _errs41 = errors;
if((typeof data18 !== "string") && (data18 !== null)){
validate1.errors = [{instancePath:instancePath+"/details/hit/remote_addr4",schemaPath:"#/properties/details/properties/hit/properties/remote_addr4/type",keyword:"type",params:{type: schema1.properties.details.properties.hit.properties.remote_addr4.type}}];
return false;
}
const _errs43 = errors;
let valid7 = true;
const _errs44 = errors;
if(typeof data18 === "string"){
if(func0(data18) < 1){
const err3 = {};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
var _valid1 = _errs44 === errors;
errors = _errs43;
if(vErrors !== null){
if(_errs43){
vErrors.length = _errs43;
}
else {
vErrors = null;
}
}
if(_valid1){
const _errs45 = errors;
if(errors === _errs45){
if(typeof data18 === "string"){
if(!(formats0.test(data18))){
validate1.errors = [{instancePath:instancePath+"/details/hit/remote_addr4",schemaPath:"#/properties/details/properties/hit/properties/remote_addr4/then/format",keyword:"format",params:{format: "ipv4"}}];
return false;
}
}
}
var _valid1 = _errs45 === errors;
valid7 = _valid1;
}
if(!valid7){
const err4 = {instancePath:instancePath+"/details/hit/remote_addr4",schemaPath:"#/properties/details/properties/hit/properties/remote_addr4/if",keyword:"if",params:{failingKeyword: "then"}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
validate1.errors = vErrors;
return false;
}
var valid4 = _errs41 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data6.remote_addr6 !== undefined){
let data19 = data6.remote_addr6;
const _errs46 = errors;
if((typeof data19 !== "string") && (data19 !== null)){
validate1.errors = [{instancePath:instancePath+"/details/hit/remote_addr6",schemaPath:"#/properties/details/properties/hit/properties/remote_addr6/type",keyword:"type",params:{type: schema1.properties.details.properties.hit.properties.remote_addr6.type}}];
return false;
}
const _errs48 = errors;
let valid8 = true;
const _errs49 = errors;
if(typeof data19 === "string"){
if(func0(data19) < 1){
const err5 = {};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
var _valid2 = _errs49 === errors;
errors = _errs48;
if(vErrors !== null){
if(_errs48){
vErrors.length = _errs48;
}
else {
vErrors = null;
}
}
if(_valid2){
const _errs50 = errors;
if(errors === _errs50){
if(typeof data19 === "string"){
if(!(formats2.test(data19))){
validate1.errors = [{instancePath:instancePath+"/details/hit/remote_addr6",schemaPath:"#/properties/details/properties/hit/properties/remote_addr6/then/format",keyword:"format",params:{format: "ipv6"}}];
return false;
}
}
}
var _valid2 = _errs50 === errors;
valid8 = _valid2;
}
if(!valid8){
const err6 = {instancePath:instancePath+"/details/hit/remote_addr6",schemaPath:"#/properties/details/properties/hit/properties/remote_addr6/if",keyword:"if",params:{failingKeyword: "then"}};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
validate1.errors = vErrors;
return false;
}
var valid4 = _errs46 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data6.tor !== undefined){
const _errs51 = errors;
if(typeof data6.tor !== "string"){
validate1.errors = [{instancePath:instancePath+"/details/hit/tor",schemaPath:"#/properties/details/properties/hit/properties/tor/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid4 = _errs51 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data6.request_time !== undefined){
let data21 = data6.request_time;
const _errs53 = errors;
if(!(((typeof data21 == "number") && (!(data21 % 1) && !isNaN(data21))) && (isFinite(data21)))){
validate1.errors = [{instancePath:instancePath+"/details/hit/request_time",schemaPath:"#/properties/details/properties/hit/properties/request_time/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs53){
if((typeof data21 == "number") && (isFinite(data21))){
if(data21 < 0 || isNaN(data21)){
validate1.errors = [{instancePath:instancePath+"/details/hit/request_time",schemaPath:"#/properties/details/properties/hit/properties/request_time/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
var valid4 = _errs53 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data6.create_time !== undefined){
let data22 = data6.create_time;
const _errs55 = errors;
if(!(((typeof data22 == "number") && (!(data22 % 1) && !isNaN(data22))) && (isFinite(data22)))){
validate1.errors = [{instancePath:instancePath+"/details/hit/create_time",schemaPath:"#/properties/details/properties/hit/properties/create_time/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs55){
if((typeof data22 == "number") && (isFinite(data22))){
if(data22 < 0 || isNaN(data22)){
validate1.errors = [{instancePath:instancePath+"/details/hit/create_time",schemaPath:"#/properties/details/properties/hit/properties/create_time/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
var valid4 = _errs55 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data6.response_len !== undefined){
let data23 = data6.response_len;
const _errs57 = errors;
if(!(((typeof data23 == "number") && (!(data23 % 1) && !isNaN(data23))) && (isFinite(data23)))){
validate1.errors = [{instancePath:instancePath+"/details/hit/response_len",schemaPath:"#/properties/details/properties/hit/properties/response_len/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs57){
if((typeof data23 == "number") && (isFinite(data23))){
if(data23 < 0 || isNaN(data23)){
validate1.errors = [{instancePath:instancePath+"/details/hit/response_len",schemaPath:"#/properties/details/properties/hit/properties/response_len/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
var valid4 = _errs57 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data6.response_status !== undefined){
let data24 = data6.response_status;
const _errs59 = errors;
if(!(((typeof data24 == "number") && (!(data24 % 1) && !isNaN(data24))) && (isFinite(data24)))){
validate1.errors = [{instancePath:instancePath+"/details/hit/response_status",schemaPath:"#/properties/details/properties/hit/properties/response_status/type",keyword:"type",params:{type: "integer"}}];
return false;
}
const _errs61 = errors;
const _errs62 = errors;
if(!(((typeof data24 == "number") && (!(data24 % 1) && !isNaN(data24))) && (isFinite(data24)))){
const err7 = {};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if(errors === _errs62){
if((typeof data24 == "number") && (isFinite(data24))){
if(data24 > 99 || isNaN(data24)){
const err8 = {};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
else {
if(data24 < 1 || isNaN(data24)){
const err9 = {};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
}
}
var valid9 = _errs62 === errors;
if(valid9){
validate1.errors = [{instancePath:instancePath+"/details/hit/response_status",schemaPath:"#/properties/details/properties/hit/properties/response_status/not",keyword:"not",params:{}}];
return false;
}
else {
errors = _errs61;
if(vErrors !== null){
if(_errs61){
vErrors.length = _errs61;
}
else {
vErrors = null;
}
}
}
if(errors === _errs59){
if((typeof data24 == "number") && (isFinite(data24))){
if(data24 > 599 || isNaN(data24)){
validate1.errors = [{instancePath:instancePath+"/details/hit/response_status",schemaPath:"#/properties/details/properties/hit/properties/response_status/maximum",keyword:"maximum",params:{comparison: "<=", limit: 599}}];
return false;
}
else {
if(data24 < 0 || isNaN(data24)){
validate1.errors = [{instancePath:instancePath+"/details/hit/response_status",schemaPath:"#/properties/details/properties/hit/properties/response_status/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
}
var valid4 = _errs59 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data6.response_time !== undefined){
let data25 = data6.response_time;
const _errs64 = errors;
if(!(((typeof data25 == "number") && (!(data25 % 1) && !isNaN(data25))) && (isFinite(data25)))){
validate1.errors = [{instancePath:instancePath+"/details/hit/response_time",schemaPath:"#/properties/details/properties/hit/properties/response_time/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs64){
if((typeof data25 == "number") && (isFinite(data25))){
if(data25 < 0 || isNaN(data25)){
validate1.errors = [{instancePath:instancePath+"/details/hit/response_time",schemaPath:"#/properties/details/properties/hit/properties/response_time/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
var valid4 = _errs64 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data6.heur_distance !== undefined){
let data26 = data6.heur_distance;
const _errs66 = errors;
if(!((typeof data26 == "number") && (isFinite(data26)))){
validate1.errors = [{instancePath:instancePath+"/details/hit/heur_distance",schemaPath:"#/properties/details/properties/hit/properties/heur_distance/type",keyword:"type",params:{type: "number"}}];
return false;
}
var valid4 = _errs66 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data6.probability !== undefined){
let data27 = data6.probability;
const _errs68 = errors;
if(!((typeof data27 == "number") && (isFinite(data27)))){
validate1.errors = [{instancePath:instancePath+"/details/hit/probability",schemaPath:"#/properties/details/properties/hit/properties/probability/type",keyword:"type",params:{type: "number"}}];
return false;
}
var valid4 = _errs68 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data6.anomaly !== undefined){
let data28 = data6.anomaly;
const _errs70 = errors;
if(!((typeof data28 == "number") && (isFinite(data28)))){
validate1.errors = [{instancePath:instancePath+"/details/hit/anomaly",schemaPath:"#/properties/details/properties/hit/properties/anomaly/type",keyword:"type",params:{type: "number"}}];
return false;
}
var valid4 = _errs70 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data6.stamps !== undefined){
let data29 = data6.stamps;
const _errs72 = errors;
if(errors === _errs72){
if(Array.isArray(data29)){
var valid10 = true;
const len2 = data29.length;
for(let i2=0; i2<len2; i2++){
let data30 = data29[i2];
const _errs74 = errors;
if(!(((typeof data30 == "number") && (!(data30 % 1) && !isNaN(data30))) && (isFinite(data30)))){
validate1.errors = [{instancePath:instancePath+"/details/hit/stamps/" + i2,schemaPath:"#/properties/details/properties/hit/properties/stamps/items/type",keyword:"type",params:{type: "integer"}}];
return false;
}
var valid10 = _errs74 === errors;
if(!valid10){
break;
}
}
}
else {
validate1.errors = [{instancePath:instancePath+"/details/hit/stamps",schemaPath:"#/properties/details/properties/hit/properties/stamps/type",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid4 = _errs72 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data6.regex !== undefined){
const _errs76 = errors;
if(errors === _errs76){
if(!(Array.isArray(data6.regex))){
validate1.errors = [{instancePath:instancePath+"/details/hit/regex",schemaPath:"#/properties/details/properties/hit/properties/regex/type",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid4 = _errs76 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data6.stamps_hash !== undefined){
let data32 = data6.stamps_hash;
const _errs78 = errors;
if(!(((typeof data32 == "number") && (!(data32 % 1) && !isNaN(data32))) && (isFinite(data32)))){
validate1.errors = [{instancePath:instancePath+"/details/hit/stamps_hash",schemaPath:"#/properties/details/properties/hit/properties/stamps_hash/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs78){
if((typeof data32 == "number") && (isFinite(data32))){
if(data32 > 2147483647 || isNaN(data32)){
validate1.errors = [{instancePath:instancePath+"/details/hit/stamps_hash",schemaPath:"#/properties/details/properties/hit/properties/stamps_hash/maximum",keyword:"maximum",params:{comparison: "<=", limit: 2147483647}}];
return false;
}
else {
if(data32 < -2147483648 || isNaN(data32)){
validate1.errors = [{instancePath:instancePath+"/details/hit/stamps_hash",schemaPath:"#/properties/details/properties/hit/properties/stamps_hash/minimum",keyword:"minimum",params:{comparison: ">=", limit: -2147483648}}];
return false;
}
}
}
}
var valid4 = _errs78 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data6.regex_hash !== undefined){
let data33 = data6.regex_hash;
const _errs80 = errors;
if(!(((typeof data33 == "number") && (!(data33 % 1) && !isNaN(data33))) && (isFinite(data33)))){
validate1.errors = [{instancePath:instancePath+"/details/hit/regex_hash",schemaPath:"#/properties/details/properties/hit/properties/regex_hash/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs80){
if((typeof data33 == "number") && (isFinite(data33))){
if(data33 > 2147483647 || isNaN(data33)){
validate1.errors = [{instancePath:instancePath+"/details/hit/regex_hash",schemaPath:"#/properties/details/properties/hit/properties/regex_hash/maximum",keyword:"maximum",params:{comparison: "<=", limit: 2147483647}}];
return false;
}
else {
if(data33 < -2147483648 || isNaN(data33)){
validate1.errors = [{instancePath:instancePath+"/details/hit/regex_hash",schemaPath:"#/properties/details/properties/hit/properties/regex_hash/minimum",keyword:"minimum",params:{comparison: ">=", limit: -2147483648}}];
return false;
}
}
}
}
var valid4 = _errs80 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data6.type !== undefined){
const _errs82 = errors;
if(typeof data6.type !== "string"){
validate1.errors = [{instancePath:instancePath+"/details/hit/type",schemaPath:"#/properties/details/properties/hit/properties/type/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid4 = _errs82 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data6.block_status !== undefined){
const _errs84 = errors;
if(typeof data6.block_status !== "string"){
validate1.errors = [{instancePath:instancePath+"/details/hit/block_status",schemaPath:"#/properties/details/properties/hit/properties/block_status/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid4 = _errs84 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data6.id !== undefined){
let data36 = data6.id;
const _errs86 = errors;
if(errors === _errs86){
if(Array.isArray(data36)){
if(data36.length > 2){
validate1.errors = [{instancePath:instancePath+"/details/hit/id",schemaPath:"#/properties/details/properties/hit/properties/id/maxItems",keyword:"maxItems",params:{limit: 2}}];
return false;
}
else {
if(data36.length < 2){
validate1.errors = [{instancePath:instancePath+"/details/hit/id",schemaPath:"#/properties/details/properties/hit/properties/id/minItems",keyword:"minItems",params:{limit: 2}}];
return false;
}
else {
var valid11 = true;
const len3 = data36.length;
for(let i3=0; i3<len3; i3++){
const _errs88 = errors;
if(typeof data36[i3] !== "string"){
validate1.errors = [{instancePath:instancePath+"/details/hit/id/" + i3,schemaPath:"#/properties/details/properties/hit/properties/id/items/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid11 = _errs88 === errors;
if(!valid11){
break;
}
}
}
}
}
else {
validate1.errors = [{instancePath:instancePath+"/details/hit/id",schemaPath:"#/properties/details/properties/hit/properties/id/type",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid4 = _errs86 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data6.object_type !== undefined){
const _errs90 = errors;
if(!(data6.object_type === "hit")){
validate1.errors = [{instancePath:instancePath+"/details/hit/object_type",schemaPath:"#/properties/details/properties/hit/properties/object_type/enum",keyword:"enum",params:{allowedValues: schema1.properties.details.properties.hit.properties.object_type.enum}}];
return false;
}
var valid4 = _errs90 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data6.datacenter !== undefined){
const _errs91 = errors;
if(typeof data6.datacenter !== "string"){
validate1.errors = [{instancePath:instancePath+"/details/hit/datacenter",schemaPath:"#/properties/details/properties/hit/properties/datacenter/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid4 = _errs91 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data6.brute_counter !== undefined){
const _errs93 = errors;
if(typeof data6.brute_counter !== "string"){
validate1.errors = [{instancePath:instancePath+"/details/hit/brute_counter",schemaPath:"#/properties/details/properties/hit/properties/brute_counter/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid4 = _errs93 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data6.final_wallarm_mode !== undefined){
const _errs95 = errors;
if(typeof data6.final_wallarm_mode !== "string"){
validate1.errors = [{instancePath:instancePath+"/details/hit/final_wallarm_mode",schemaPath:"#/properties/details/properties/hit/properties/final_wallarm_mode/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid4 = _errs95 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data6.wallarm_mode !== undefined){
let data42 = data6.wallarm_mode;
const _errs97 = errors;
if((typeof data42 !== "string") && (data42 !== null)){
validate1.errors = [{instancePath:instancePath+"/details/hit/wallarm_mode",schemaPath:"#/properties/details/properties/hit/properties/wallarm_mode/type",keyword:"type",params:{type: schema1.properties.details.properties.hit.properties.wallarm_mode.type}}];
return false;
}
var valid4 = _errs97 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data6.libproton_version !== undefined){
const _errs99 = errors;
if(typeof data6.libproton_version !== "string"){
validate1.errors = [{instancePath:instancePath+"/details/hit/libproton_version",schemaPath:"#/properties/details/properties/hit/properties/libproton_version/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid4 = _errs99 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data6.lom_id !== undefined){
let data44 = data6.lom_id;
const _errs101 = errors;
if(!(((typeof data44 == "number") && (!(data44 % 1) && !isNaN(data44))) && (isFinite(data44)))){
validate1.errors = [{instancePath:instancePath+"/details/hit/lom_id",schemaPath:"#/properties/details/properties/hit/properties/lom_id/type",keyword:"type",params:{type: "integer"}}];
return false;
}
var valid4 = _errs101 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data6.protocol !== undefined){
const _errs103 = errors;
if(typeof data6.protocol !== "string"){
validate1.errors = [{instancePath:instancePath+"/details/hit/protocol",schemaPath:"#/properties/details/properties/hit/properties/protocol/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid4 = _errs103 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data6.proxy_type !== undefined){
let data46 = data6.proxy_type;
const _errs105 = errors;
if((typeof data46 !== "string") && (data46 !== null)){
validate1.errors = [{instancePath:instancePath+"/details/hit/proxy_type",schemaPath:"#/properties/details/properties/hit/properties/proxy_type/type",keyword:"type",params:{type: schema1.properties.details.properties.hit.properties.proxy_type.type}}];
return false;
}
var valid4 = _errs105 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data6.request_id !== undefined){
const _errs107 = errors;
if(typeof data6.request_id !== "string"){
validate1.errors = [{instancePath:instancePath+"/details/hit/request_id",schemaPath:"#/properties/details/properties/hit/properties/request_id/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid4 = _errs107 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data6.applications !== undefined){
let data48 = data6.applications;
const _errs109 = errors;
if(errors === _errs109){
if(Array.isArray(data48)){
var valid12 = true;
const len4 = data48.length;
for(let i4=0; i4<len4; i4++){
const _errs111 = errors;
if(typeof data48[i4] !== "string"){
validate1.errors = [{instancePath:instancePath+"/details/hit/applications/" + i4,schemaPath:"#/properties/details/properties/hit/properties/applications/items/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid12 = _errs111 === errors;
if(!valid12){
break;
}
}
}
else {
validate1.errors = [{instancePath:instancePath+"/details/hit/applications",schemaPath:"#/properties/details/properties/hit/properties/applications/type",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid4 = _errs109 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data6.headers !== undefined){
let data50 = data6.headers;
const _errs113 = errors;
if(errors === _errs113){
if(!(data50 && typeof data50 == "object" && !Array.isArray(data50))){
validate1.errors = [{instancePath:instancePath+"/details/hit/headers",schemaPath:"#/properties/details/properties/hit/properties/headers/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid4 = _errs113 === errors;
}
else {
var valid4 = true;
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
else {
validate1.errors = [{instancePath:instancePath+"/details/hit",schemaPath:"#/properties/details/properties/hit/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid1 = _errs12 === errors;
}
else {
var valid1 = true;
}
}
}
}
}
}
else {
validate1.errors = [{instancePath:instancePath+"/details",schemaPath:"#/properties/details/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
else {
validate1.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
validate1.errors = vErrors;
return errors === 0;
}
validate1.evaluated = {"props":{"summary":true,"description":true,"details":true},"dynamicProps":false,"dynamicItems":false};

exports.vuln = validate2;
const schema2 = {"$id":"urn:wallstash:schema:vuln","type":"object","required":["summary","details"],"properties":{"summary":{"type":"string"},"description":{"type":"string"},"details":{"type":"object","required":["client_name","cloud","notification_type","vuln_link","vuln"],"properties":{"client_name":{"type":["string","null"]},"cloud":{"type":"string"},"notification_type":{"enum":["vuln"]},"vuln_link":{"type":["string","null"]},"vuln":{"allOf":[{"if":{"not":{"required":["domain"]}},"then":{"required":["host"]}},{"if":{"not":{"required":["risk"]}},"then":{"required":["threat"]}}],"type":"object","required":["id","method","parameter","path","title","discovered_by","type"],"properties":{"host":{"type":"string"},"domain":{"type":"string"},"id":{"type":["string","integer","null"]},"method":{"type":["string","null"]},"parameter":{"type":["string","null"]},"path":{"type":["string","null"]},"title":{"type":"string"},"discovered_by":{"type":["string","null"]},"type":{"type":"string"},"threat":{"type":"string"},"risk":{"type":"string"}}}}}}};

function validate2(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="urn:wallstash:schema:vuln" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate2.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((data.summary === undefined) && (missing0 = "summary")) || ((data.details === undefined) && (missing0 = "details"))){
validate2.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0}}];
return false;
}
else {
if(data.summary !== undefined){
const _errs1 = errors;
if(typeof data.summary !== "string"){
validate2.errors = [{instancePath:instancePath+"/summary",schemaPath:"#/properties/summary/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.description !== undefined){
const _errs3 = errors;
if(typeof data.description !== "string"){
validate2.errors = [{instancePath:instancePath+"/description",schemaPath:"#/properties/description/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.details !== undefined){
let data2 = data.details;
const _errs5 = errors;
if(errors === _errs5){
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
let missing1;
if((((((data2.client_name === undefined) && (missing1 = "client_name")) || ((data2.cloud === undefined) && (missing1 = "cloud"))) || ((data2.notification_type === undefined) && (missing1 = "notification_type"))) || ((data2.vuln_link === undefined) && (missing1 = "vuln_link"))) || ((data2.vuln === undefined) && (missing1 = "vuln"))){
validate2.errors = [{instancePath:instancePath+"/details",schemaPath:"#/properties/details/required",keyword:"required",params:{missingProperty: missing1}}];
return false;
}
else {
if(data2.client_name !== undefined){
let data3 = data2.client_name;
const _errs7 = errors;
if((typeof data3 !== "string") && (data3 !== null)){
validate2.errors = [{instancePath:instancePath+"/details/client_name",schemaPath:"#/properties/details/properties/client_name/type",keyword:"type",params:{type: schema2.properties.details.properties.client_name.type}}];
return false;
}
var valid1 = _errs7 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data2.cloud !== undefined){
const _errs9 = errors;
if(typeof data2.cloud !== "string"){
validate2.errors = [{instancePath:instancePath+"/details/cloud",schemaPath:"#/properties/details/properties/cloud/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid1 = _errs9 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data2.notification_type !== undefined){
const _errs11 = errors;
if(!(data2.notification_type === "vuln")){
validate2.errors = [{instancePath:instancePath+"/details/notification_type",schemaPath:"#/properties/details/properties/notification_type/enum",keyword:"enum",params:{allowedValues: schema2.properties.details.properties.notification_type.enum}}];
return false;
}
var valid1 = _errs11 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data2.vuln_link !== undefined){
let data6 = data2.vuln_link;
const _errs12 = errors;
if((typeof data6 !== "string") && (data6 !== null)){
validate2.errors = [{instancePath:instancePath+"/details/vuln_link",schemaPath:"#/properties/details/properties/vuln_link/type",keyword:"type",params:{type: schema2.properties.details.properties.vuln_link.type}}];
return false;
}
var valid1 = _errs12 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data2.vuln !== undefined){
let data7 = data2.vuln;
const _errs14 = errors;
const _errs16 = errors;
const _errs17 = errors;
let valid3 = true;
const _errs18 = errors;
const _errs19 = errors;
const _errs20 = errors;
if(data7 && typeof data7 == "object" && !Array.isArray(data7)){
let missing2;
if((data7.domain === undefined) && (missing2 = "domain")){
const err0 = {};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
var valid4 = _errs20 === errors;
if(valid4){
const err1 = {};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
else {
errors = _errs19;
if(vErrors !== null){
if(_errs19){
vErrors.length = _errs19;
}
else {
vErrors = null;
}
}
}
var _valid0 = _errs18 === errors;
errors = _errs17;
if(vErrors !== null){
if(_errs17){
vErrors.length = _errs17;
}
else {
vErrors = null;
}
}
if(_valid0){
const _errs21 = errors;
if(data7 && typeof data7 == "object" && !Array.isArray(data7)){
let missing3;
if((data7.host === undefined) && (missing3 = "host")){
validate2.errors = [{instancePath:instancePath+"/details/vuln",schemaPath:"#/properties/details/properties/vuln/allOf/0/then/required",keyword:"required",params:{missingProperty: missing3}}];
return false;
}
}
var _valid0 = _errs21 === errors;
valid3 = _valid0;
}
if(!valid3){
const err2 = {instancePath:instancePath+"/details/vuln",schemaPath:"#/properties/details/properties/vuln/allOf/0/if",keyword:"if",params:{failingKeyword: "then"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
validate2.errors = vErrors;
return false;
}
var valid2 = _errs16 === errors;
if(valid2){
const _errs22 = errors;
const _errs23 = errors;
let valid5 = true;
const _errs24 = errors;
const _errs25 = errors;
const _errs26 = errors;
if(data7 && typeof data7 == "object" && !Array.isArray(data7)){
let missing4;
if((data7.risk === undefined) && (missing4 = "risk")){
const err3 = {};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
var valid6 = _errs26 === errors;
if(valid6){
const err4 = {};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
else {
errors = _errs25;
if(vErrors !== null){
if(_errs25){
vErrors.length = _errs25;
}
else {
vErrors = null;
}
}
}
var _valid1 = _errs24 === errors;
errors = _errs23;
if(vErrors !== null){
if(_errs23){
vErrors.length = _errs23;
}
else {
vErrors = null;
}
}
if(_valid1){
const _errs27 = errors;
if(data7 && typeof data7 == "object" && !Array.isArray(data7)){
let missing5;
if((data7.threat === undefined) && (missing5 = "threat")){
validate2.errors = [{instancePath:instancePath+"/details/vuln",schemaPath:"#/properties/details/properties/vuln/allOf/1/then/required",keyword:"required",params:{missingProperty: missing5}}];
return false;
}
}
var _valid1 = _errs27 === errors;
valid5 = _valid1;
}
if(!valid5){
const err5 = {instancePath:instancePath+"/details/vuln",schemaPath:"#/properties/details/properties/vuln/allOf/1/if",keyword:"if",params:{failingKeyword: "then"}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
validate2.errors = vErrors;
return false;
}
var valid2 = _errs22 === errors;
}
if(errors === _errs14){
if(data7 && typeof data7 == "object" && !Array.isArray(data7)){
let missing6;
if((((((((data7.id === undefined) && (missing6 = "id")) || ((data7.method === undefined) && (missing6 = "method"))) || ((data7.parameter === undefined) && (missing6 = "parameter"))) || ((data7.path === undefined) && (missing6 = "path"))) || ((data7.title === undefined) && (missing6 = "title"))) || ((data7.discovered_by === undefined) && (missing6 = "discovered_by"))) || ((data7.type === undefined) && (missing6 = "type"))){
validate2.errors = [{instancePath:instancePath+"/details/vuln",schemaPath:"#/properties/details/properties/vuln/required",keyword:"required",params:{missingProperty: missing6}}];
return false;
}
else {
if(data7.host !== undefined){
const _errs28 = errors;
if(typeof data7.host !== "string"){
validate2.errors = [{instancePath:instancePath+"/details/vuln/host",schemaPath:"#/properties/details/properties/vuln/properties/host/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid7 = _errs28 === errors;
}
else {
var valid7 = true;
}
if(valid7){
if(data7.domain !== undefined){
const _errs30 = errors;
if(typeof data7.domain !== "string"){
validate2.errors = [{instancePath:instancePath+"/details/vuln/domain",schemaPath:"#/properties/details/properties/vuln/properties/domain/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid7 = _errs30 === errors;
}
else {
var valid7 = true;
}
if(valid7){
if(data7.id !== undefined){
let data10 = data7.id;
const _errs32 = errors;
if(((typeof data10 !== "string") && (!(((typeof data10 == "number") && (!(data10 % 1) && !isNaN(data10))) && (isFinite(data10))))) && (data10 !== null)){
validate2.errors = [{instancePath:instancePath+"/details/vuln/id",schemaPath:"#/properties/details/properties/vuln/properties/id/type",keyword:"type",params:{type: schema2.properties.details.properties.vuln.properties.id.type}}];
return false;
}
var valid7 = _errs32 === errors;
}
else {
var valid7 = true;
}
if(valid7){
if(data7.method !== undefined){
let data11 = data7.method;
const _errs34 = errors;
if((typeof data11 !== "string") && (data11 !== null)){
validate2.errors = [{instancePath:instancePath+"/details/vuln/method",schemaPath:"#/properties/details/properties/vuln/properties/method/type",keyword:"type",params:{type: schema2.properties.details.properties.vuln.properties.method.type}}];
return false;
}
var valid7 = _errs34 === errors;
}
else {
var valid7 = true;
}
if(valid7){
if(data7.parameter !== undefined){
let data12 = data7.parameter;
const _errs36 = errors;
if((typeof data12 !== "string") && (data12 !== null)){
validate2.errors = [{instancePath:instancePath+"/details/vuln/parameter",schemaPath:"#/properties/details/properties/vuln/properties/parameter/type",keyword:"type",params:{type: schema2.properties.details.properties.vuln.properties.parameter.type}}];
return false;
}
var valid7 = _errs36 === errors;
}
else {
var valid7 = true;
}
if(valid7){
if(data7.path !== undefined){
let data13 = data7.path;
const _errs38 = errors;
if((typeof data13 !== "string") && (data13 !== null)){
validate2.errors = [{instancePath:instancePath+"/details/vuln/path",schemaPath:"#/properties/details/properties/vuln/properties/path/type",keyword:"type",params:{type: schema2.properties.details.properties.vuln.properties.path.type}}];
return false;
}
var valid7 = _errs38 === errors;
}
else {
var valid7 = true;
}
if(valid7){
if(data7.title !== undefined){
const _errs40 = errors;
if(typeof data7.title !== "string"){
validate2.errors = [{instancePath:instancePath+"/details/vuln/title",schemaPath:"#/properties/details/properties/vuln/properties/title/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid7 = _errs40 === errors;
}
else {
var valid7 = true;
}
if(valid7){
if(data7.discovered_by !== undefined){
let data15 = data7.discovered_by;
const _errs42 = errors;
if((typeof data15 !== "string") && (data15 !== null)){
validate2.errors = [{instancePath:instancePath+"/details/vuln/discovered_by",schemaPath:"#/properties/details/properties/vuln/properties/discovered_by/type",keyword:"type",params:{type: schema2.properties.details.properties.vuln.properties.discovered_by.type}}];
return false;
}
var valid7 = _errs42 === errors;
}
else {
var valid7 = true;
}
if(valid7){
if(data7.type !== undefined){
const _errs44 = errors;
if(typeof data7.type !== "string"){
validate2.errors = [{instancePath:instancePath+"/details/vuln/type",schemaPath:"#/properties/details/properties/vuln/properties/type/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid7 = _errs44 === errors;
}
else {
var valid7 = true;
}
if(valid7){
if(data7.threat !== undefined){
const _errs46 = errors;
if(typeof data7.threat !== "string"){
validate2.errors = [{instancePath:instancePath+"/details/vuln/threat",schemaPath:"#/properties/details/properties/vuln/properties/threat/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid7 = _errs46 === errors;
}
else {
var valid7 = true;
}
if(valid7){
if(data7.risk !== undefined){
const _errs48 = errors;
if(typeof data7.risk !== "string"){
validate2.errors = [{instancePath:instancePath+"/details/vuln/risk",schemaPath:"#/properties/details/properties/vuln/properties/risk/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid7 = _errs48 === errors;
}
else {
var valid7 = true;
}
}
}
}
}
}
}
}
}
}
}
}
}
else {
validate2.errors = [{instancePath:instancePath+"/details/vuln",schemaPath:"#/properties/details/properties/vuln/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid1 = _errs14 === errors;
}
else {
var valid1 = true;
}
}
}
}
}
}
}
else {
validate2.errors = [{instancePath:instancePath+"/details",schemaPath:"#/properties/details/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
else {
validate2.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
validate2.errors = vErrors;
return errors === 0;
}
validate2.evaluated = {"props":{"summary":true,"description":true,"details":true},"dynamicProps":false,"dynamicItems":false};

exports.security_issue = validate3;
const schema3 = {"$id":"urn:wallstash:schema:security_issue","type":"object","required":["summary","details"],"properties":{"summary":{"type":"string"},"description":{"type":"string"},"details":{"type":"object","required":["client_name","cloud","notification_type","security_issue_link","security_issue"],"properties":{"client_name":{"type":["string","null"]},"cloud":{"type":"string"},"notification_type":{"enum":["security_issue"]},"security_issue_link":{"type":["string","null"]},"security_issue":{"allOf":[{"if":{"not":{"required":["domain"]}},"then":{"required":["host"]}},{"if":{"not":{"required":["threat"]}},"then":{"required":["risk"]}}],"type":"object","required":["id","method","parameter","path","title","discovered_by","type"],"properties":{"host":{"type":"string"},"domain":{"type":"string"},"id":{"type":["string","integer","null"]},"method":{"type":["string","null"]},"parameter":{"type":["string","null"]},"path":{"type":["string","null"]},"title":{"type":"string"},"discovered_by":{"type":["string","null"]},"type":{"type":"string"},"risk":{"type":"string"},"threat":{"type":"string"}}}}}}};

function validate3(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="urn:wallstash:schema:security_issue" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate3.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((data.summary === undefined) && (missing0 = "summary")) || ((data.details === undefined) && (missing0 = "details"))){
validate3.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0}}];
return false;
}
else {
if(data.summary !== undefined){
const _errs1 = errors;
if(typeof data.summary !== "string"){
validate3.errors = [{instancePath:instancePath+"/summary",schemaPath:"#/properties/summary/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.description !== undefined){
const _errs3 = errors;
if(typeof data.description !== "string"){
validate3.errors = [{instancePath:instancePath+"/description",schemaPath:"#/properties/description/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.details !== undefined){
let data2 = data.details;
const _errs5 = errors;
if(errors === _errs5){
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
let missing1;
if((((((data2.client_name === undefined) && (missing1 = "client_name")) || ((data2.cloud === undefined) && (missing1 = "cloud"))) || ((data2.notification_type === undefined) && (missing1 = "notification_type"))) || ((data2.security_issue_link === undefined) && (missing1 = "security_issue_link"))) || ((data2.security_issue === undefined) && (missing1 = "security_issue"))){
validate3.errors = [{instancePath:instancePath+"/details",schemaPath:"#/properties/details/required",keyword:"required",params:{missingProperty: missing1}}];
return false;
}
else {
if(data2.client_name !== undefined){
let data3 = data2.client_name;
const _errs7 = errors;
if((typeof data3 !== "string") && (data3 !== null)){
validate3.errors = [{instancePath:instancePath+"/details/client_name",schemaPath:"#/properties/details/properties/client_name/type",keyword:"type",params:{type: schema3.properties.details.properties.client_name.type}}];
return false;
}
var valid1 = _errs7 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data2.cloud !== undefined){
const _errs9 = errors;
if(typeof data2.cloud !== "string"){
validate3.errors = [{instancePath:instancePath+"/details/cloud",schemaPath:"#/properties/details/properties/cloud/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid1 = _errs9 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data2.notification_type !== undefined){
const _errs11 = errors;
if(!(data2.notification_type === "security_issue")){
validate3.errors = [{instancePath:instancePath+"/details/notification_type",schemaPath:"#/properties/details/properties/notification_type/enum",keyword:"enum",params:{allowedValues: schema3.properties.details.properties.notification_type.enum}}];
return false;
}
var valid1 = _errs11 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data2.security_issue_link !== undefined){
let data6 = data2.security_issue_link;
const _errs12 = errors;
if((typeof data6 !== "string") && (data6 !== null)){
validate3.errors = [{instancePath:instancePath+"/details/security_issue_link",schemaPath:"#/properties/details/properties/security_issue_link/type",keyword:"type",params:{type: schema3.properties.details.properties.security_issue_link.type}}];
return false;
}
var valid1 = _errs12 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data2.security_issue !== undefined){
let data7 = data2.security_issue;
const _errs14 = errors;
const _errs16 = errors;
const _errs17 = errors;
let valid3 = true;
const _errs18 = errors;
const _errs19 = errors;
const _errs20 = errors;
if(data7 && typeof data7 == "object" && !Array.isArray(data7)){
let missing2;
if((data7.domain === undefined) && (missing2 = "domain")){
const err0 = {};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
var valid4 = _errs20 === errors;
if(valid4){
const err1 = {};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
else {
errors = _errs19;
if(vErrors !== null){
if(_errs19){
vErrors.length = _errs19;
}
else {
vErrors = null;
}
}
}
var _valid0 = _errs18 === errors;
errors = _errs17;
if(vErrors !== null){
if(_errs17){
vErrors.length = _errs17;
}
else {
vErrors = null;
}
}
if(_valid0){
const _errs21 = errors;
if(data7 && typeof data7 == "object" && !Array.isArray(data7)){
let missing3;
if((data7.host === undefined) && (missing3 = "host")){
validate3.errors = [{instancePath:instancePath+"/details/security_issue",schemaPath:"#/properties/details/properties/security_issue/allOf/0/then/required",keyword:"required",params:{missingProperty: missing3}}];
return false;
}
}
var _valid0 = _errs21 === errors;
valid3 = _valid0;
}
if(!valid3){
const err2 = {instancePath:instancePath+"/details/security_issue",schemaPath:"#/properties/details/properties/security_issue/allOf/0/if",keyword:"if",params:{failingKeyword: "then"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
validate3.errors = vErrors;
return false;
}
var valid2 = _errs16 === errors;
if(valid2){
const _errs22 = errors;
const _errs23 = errors;
let valid5 = true;
const _errs24 = errors;
const _errs25 = errors;
const _errs26 = errors;
if(data7 && typeof data7 == "object" && !Array.isArray(data7)){
let missing4;
if((data7.threat === undefined) && (missing4 = "threat")){
const err3 = {};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
var valid6 = _errs26 === errors;
if(valid6){
const err4 = {};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
else {
errors = _errs25;
if(vErrors !== null){
if(_errs25){
vErrors.length = _errs25;
}
else {
vErrors = null;
}
}
}
var _valid1 = _errs24 === errors;
errors = _errs23;
if(vErrors !== null){
if(_errs23){
vErrors.length = _errs23;
}
else {
vErrors = null;
}
}
if(_valid1){
const _errs27 = errors;
if(data7 && typeof data7 == "object" && !Array.isArray(data7)){
let missing5;
if((data7.risk === undefined) && (missing5 = "risk")){
validate3.errors = [{instancePath:instancePath+"/details/security_issue",schemaPath:"#/properties/details/properties/security_issue/allOf/1/then/required",keyword:"required",params:{missingProperty: missing5}}];
return false;
}
}
var _valid1 = _errs27 === errors;
valid5 = _valid1;
}
if(!valid5){
const err5 = {instancePath:instancePath+"/details/security_issue",schemaPath:"#/properties/details/properties/security_issue/allOf/1/if",keyword:"if",params:{failingKeyword: "then"}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
validate3.errors = vErrors;
return false;
}
var valid2 = _errs22 === errors;
}
if(errors === _errs14){
if(data7 && typeof data7 == "object" && !Array.isArray(data7)){
let missing6;
if((((((((data7.id === undefined) && (missing6 = "id")) || ((data7.method === undefined) && (missing6 = "method"))) || ((data7.parameter === undefined) && (missing6 = "parameter"))) || ((data7.path === undefined) && (missing6 = "path"))) || ((data7.title === undefined) && (missing6 = "title"))) || ((data7.discovered_by === undefined) && (missing6 = "discovered_by"))) || ((data7.type === undefined) && (missing6 = "type"))){
validate3.errors = [{instancePath:instancePath+"/details/security_issue",schemaPath:"#/properties/details/properties/security_issue/required",keyword:"required",params:{missingProperty: missing6}}];
return false;
}
else {
if(data7.host !== undefined){
const _errs28 = errors;
if(typeof data7.host !== "string"){
validate3.errors = [{instancePath:instancePath+"/details/security_issue/host",schemaPath:"#/properties/details/properties/security_issue/properties/host/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid7 = _errs28 === errors;
}
else {
var valid7 = true;
}
if(valid7){
if(data7.domain !== undefined){
const _errs30 = errors;
if(typeof data7.domain !== "string"){
validate3.errors = [{instancePath:instancePath+"/details/security_issue/domain",schemaPath:"#/properties/details/properties/security_issue/properties/domain/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid7 = _errs30 === errors;
}
else {
var valid7 = true;
}
if(valid7){
if(data7.id !== undefined){
let data10 = data7.id;
const _errs32 = errors;
if(((typeof data10 !== "string") && (!(((typeof data10 == "number") && (!(data10 % 1) && !isNaN(data10))) && (isFinite(data10))))) && (data10 !== null)){
validate3.errors = [{instancePath:instancePath+"/details/security_issue/id",schemaPath:"#/properties/details/properties/security_issue/properties/id/type",keyword:"type",params:{type: schema3.properties.details.properties.security_issue.properties.id.type}}];
return false;
}
var valid7 = _errs32 === errors;
}
else {
var valid7 = true;
}
if(valid7){
if(data7.method !== undefined){
let data11 = data7.method;
const _errs34 = errors;
if((typeof data11 !== "string") && (data11 !== null)){
validate3.errors = [{instancePath:instancePath+"/details/security_issue/method",schemaPath:"#/properties/details/properties/security_issue/properties/method/type",keyword:"type",params:{type: schema3.properties.details.properties.security_issue.properties.method.type}}];
return false;
}
var valid7 = _errs34 === errors;
}
else {
var valid7 = true;
}
if(valid7){
if(data7.parameter !== undefined){
let data12 = data7.parameter;
const _errs36 = errors;
if((typeof data12 !== "string") && (data12 !== null)){
validate3.errors = [{instancePath:instancePath+"/details/security_issue/parameter",schemaPath:"#/properties/details/properties/security_issue/properties/parameter/type",keyword:"type",params:{type: schema3.properties.details.properties.security_issue.properties.parameter.type}}];
return false;
}
var valid7 = _errs36 === errors;
}
else {
var valid7 = true;
}
if(valid7){
if(data7.path !== undefined){
let data13 = data7.path;
const _errs38 = errors;
if((typeof data13 !== "string") && (data13 !== null)){
validate3.errors = [{instancePath:instancePath+"/details/security_issue/path",schemaPath:"#/properties/details/properties/security_issue/properties/path/type",keyword:"type",params:{type: schema3.properties.details.properties.security_issue.properties.path.type}}];
return false;
}
var valid7 = _errs38 === errors;
}
else {
var valid7 = true;
}
if(valid7){
if(data7.title !== undefined){
const _errs40 = errors;
if(typeof data7.title !== "string"){
validate3.errors = [{instancePath:instancePath+"/details/security_issue/title",schemaPath:"#/properties/details/properties/security_issue/properties/title/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid7 = _errs40 === errors;
}
else {
var valid7 = true;
}
if(valid7){
if(data7.discovered_by !== undefined){
let data15 = data7.discovered_by;
const _errs42 = errors;
if((typeof data15 !== "string") && (data15 !== null)){
validate3.errors = [{instancePath:instancePath+"/details/security_issue/discovered_by",schemaPath:"#/properties/details/properties/security_issue/properties/discovered_by/type",keyword:"type",params:{type: schema3.properties.details.properties.security_issue.properties.discovered_by.type}}];
return false;
}
var valid7 = _errs42 === errors;
}
else {
var valid7 = true;
}
if(valid7){
if(data7.type !== undefined){
const _errs44 = errors;
if(typeof data7.type !== "string"){
validate3.errors = [{instancePath:instancePath+"/details/security_issue/type",schemaPath:"#/properties/details/properties/security_issue/properties/type/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid7 = _errs44 === errors;
}
else {
var valid7 = true;
}
if(valid7){
if(data7.risk !== undefined){
const _errs46 = errors;
if(typeof data7.risk !== "string"){
validate3.errors = [{instancePath:instancePath+"/details/security_issue/risk",schemaPath:"#/properties/details/properties/security_issue/properties/risk/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid7 = _errs46 === errors;
}
else {
var valid7 = true;
}
if(valid7){
if(data7.threat !== undefined){
const _errs48 = errors;
if(typeof data7.threat !== "string"){
validate3.errors = [{instancePath:instancePath+"/details/security_issue/threat",schemaPath:"#/properties/details/properties/security_issue/properties/threat/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid7 = _errs48 === errors;
}
else {
var valid7 = true;
}
}
}
}
}
}
}
}
}
}
}
}
}
else {
validate3.errors = [{instancePath:instancePath+"/details/security_issue",schemaPath:"#/properties/details/properties/security_issue/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid1 = _errs14 === errors;
}
else {
var valid1 = true;
}
}
}
}
}
}
}
else {
validate3.errors = [{instancePath:instancePath+"/details",schemaPath:"#/properties/details/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
else {
validate3.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
validate3.errors = vErrors;
return errors === 0;
}
validate3.evaluated = {"props":{"summary":true,"description":true,"details":true},"dynamicProps":false,"dynamicItems":false};

exports.ip_blocked = validate4;
const schema4 = {"$id":"urn:wallstash:schema:ip_blocked","type":"object","required":["summary","details"],"properties":{"summary":{"type":"string"},"description":{"type":"string"},"details":{"type":"object","required":["client_name","cloud","notification_type","trigger_name","expire_at","ip"],"properties":{"client_name":{"type":["string","null"]},"cloud":{"type":"string"},"notification_type":{"enum":["ip_blocked"]},"trigger_name":{"type":"string"},"application":{"type":"string"},"reason":{"type":"string"},"expire_at":{"type":"string","pattern":"^\\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01]) (?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d [+-]\\d{4}$"},"ip":{"type":"string","if":{"pattern":":"},"then":{"format":"ipv6"},"else":{"format":"ipv4"}}}}}};
const pattern1 = new RegExp("^\\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01]) (?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d [+-]\\d{4}$", "u");
const pattern2 = new RegExp(":", "u");

function validate4(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="urn:wallstash:schema:ip_blocked" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate4.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((data.summary === undefined) && (missing0 = "summary")) || ((data.details === undefined) && (missing0 = "details"))){
validate4.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0}}];
return false;
}
else {
if(data.summary !== undefined){
const _errs1 = errors;
if(typeof data.summary !== "string"){
validate4.errors = [{instancePath:instancePath+"/summary",schemaPath:"#/properties/summary/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.description !== undefined){
const _errs3 = errors;
if(typeof data.description !== "string"){
validate4.errors = [{instancePath:instancePath+"/description",schemaPath:"#/properties/description/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.details !== undefined){
let data2 = data.details;
const _errs5 = errors;
if(errors === _errs5){
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
let missing1;
if(((((((data2.client_name === undefined) && (missing1 = "client_name")) || ((data2.cloud === undefined) && (missing1 = "cloud"))) || ((data2.notification_type === undefined) && (missing1 = "notification_type"))) || ((data2.trigger_name === undefined) && (missing1 = "trigger_name"))) || ((data2.expire_at === undefined) && (missing1 = "expire_at"))) || ((data2.ip === undefined) && (missing1 = "ip"))){
validate4.errors = [{instancePath:instancePath+"/details",schemaPath:"#/properties/details/required",keyword:"required",params:{missingProperty: missing1}}];
return false;
}
else {
if(data2.client_name !== undefined){
let data3 = data2.client_name;
const _errs7 = errors;
if((typeof data3 !== "string") && (data3 !== null)){
validate4.errors = [{instancePath:instancePath+"/details/client_name",schemaPath:"#/properties/details/properties/client_name/type",keyword:"type",params:{type: schema4.properties.details.properties.client_name.type}}];
return false;
}
var valid1 = _errs7 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data2.cloud !== undefined){
const _errs9 = errors;
if(typeof data2.cloud !== "string"){
validate4.errors = [{instancePath:instancePath+"/details/cloud",schemaPath:"#/properties/details/properties/cloud/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid1 = _errs9 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data2.notification_type !== undefined){
const _errs11 = errors;
if(!(data2.notification_type === "ip_blocked")){
validate4.errors = [{instancePath:instancePath+"/details/notification_type",schemaPath:"#/properties/details/properties/notification_type/enum",keyword:"enum",params:{allowedValues: schema4.properties.details.properties.notification_type.enum}}];
return false;
}
var valid1 = _errs11 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data2.trigger_name !== undefined){
const _errs12 = errors;
if(typeof data2.trigger_name !== "string"){
validate4.errors = [{instancePath:instancePath+"/details/trigger_name",schemaPath:"#/properties/details/properties/trigger_name/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid1 = _errs12 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data2.application !== undefined){
const _errs14 = errors;
if(typeof data2.application !== "string"){
validate4.errors = [{instancePath:instancePath+"/details/application",schemaPath:"#/properties/details/properties/application/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid1 = _errs14 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data2.reason !== undefined){
const _errs16 = errors;
if(typeof data2.reason !== "string"){
validate4.errors = [{instancePath:instancePath+"/details/reason",schemaPath:"#/properties/details/properties/reason/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid1 = _errs16 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data2.expire_at !== undefined){
let data9 = data2.expire_at;
const _errs18 = errors;
if(errors === _errs18){
if(typeof data9 === "string"){
if(!pattern1.test(data9)){
validate4.errors = [{instancePath:instancePath+"/details/expire_at",schemaPath:"#/properties/details/properties/expire_at/pattern",keyword:"pattern",params:{pattern: "^\\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01]) (?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d [+-]\\d{4}$"}}];
return false;
}
}
else {
validate4.errors = [{instancePath:instancePath+"/details/expire_at",schemaPath:"#/properties/details/properties/expire_at/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid1 = _errs18 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data2.ip !== undefined){
let data10 = data2.ip;
const _errs20 = errors;
if(typeof data10 !== "string"){
validate4.errors = [{instancePath:instancePath+"/details/ip",schemaPath:"#/properties/details/properties/ip/type",keyword:"type",params:{type: "string"}}];
return false;
}
const _errs22 = errors;
let valid2 = true;
const _errs23 = errors;
if(typeof data10 === "string"){
if(!pattern2.test(data10)){
const err0 = {};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
var _valid0 = _errs23 === errors;
errors = _errs22;
if(vErrors !== null){
if(_errs22){
vErrors.length = _errs22;
}
else {
vErrors = null;
}
}
let ifClause0;
if(_valid0){
const _errs24 = errors;
if(errors === _errs24){
if(typeof data10 === "string"){
if(!(formats2.test(data10))){
validate4.errors = [{instancePath:instancePath+"/details/ip",schemaPath:"#/properties/details/properties/ip/then/format",keyword:"format",params:{format: "ipv6"}}];
return false;
}
}
}
var _valid0 = _errs24 === errors;
valid2 = _valid0;
ifClause0 = "then";
}
else {
const _errs25 = errors;
if(errors === _errs25){
if(typeof data10 === "string"){
if(!(formats0.test(data10))){
validate4.errors = [{instancePath:instancePath+"/details/ip",schemaPath:"#/properties/details/properties/ip/else/format",keyword:"format",params:{format: "ipv4"}}];
return false;
}
}
}
var _valid0 = _errs25 === errors;
valid2 = _valid0;
ifClause0 = "else";
}
if(!valid2){
const err1 = {instancePath:instancePath+"/details/ip",schemaPath:"#/properties/details/properties/ip/if",keyword:"if",params:{failingKeyword: ifClause0}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
validate4.errors = vErrors;
return false;
}
var valid1 = _errs20 === errors;
}
else {
var valid1 = true;
}
}
}
}
}
}
}
}
}
}
else {
validate4.errors = [{instancePath:instancePath+"/details",schemaPath:"#/properties/details/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
else {
validate4.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
validate4.errors = vErrors;
return errors === 0;
}
validate4.evaluated = {"props":{"summary":true,"description":true,"details":true},"dynamicProps":false,"dynamicItems":false};

exports.new_scope_object_ips = validate5;
const schema5 = {"$id":"urn:wallstash:schema:new_scope_object_ips","type":"object","required":["summary","details"],"properties":{"summary":{"type":"string"},"description":{"type":"string"},"details":{"type":"object","required":["client_name","cloud","notification_type","data"],"properties":{"client_name":{"type":["string","null"]},"cloud":{"type":"string"},"notification_type":{"enum":["new_scope_object_ips"]},"data":{"type":"array","items":{"type":"object","required":["action","entity","object_type","object_userid"],"properties":{"action":{"type":"string"},"entity":{"type":"object","required":["id","ip"],"properties":{"id":{"type":"integer"},"ip":{"type":"string"}}},"object_type":{"type":"string"},"object_userid":{"type":"integer"}}}}}}}};

function validate5(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="urn:wallstash:schema:new_scope_object_ips" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate5.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((data.summary === undefined) && (missing0 = "summary")) || ((data.details === undefined) && (missing0 = "details"))){
validate5.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0}}];
return false;
}
else {
if(data.summary !== undefined){
const _errs1 = errors;
if(typeof data.summary !== "string"){
validate5.errors = [{instancePath:instancePath+"/summary",schemaPath:"#/properties/summary/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.description !== undefined){
const _errs3 = errors;
if(typeof data.description !== "string"){
validate5.errors = [{instancePath:instancePath+"/description",schemaPath:"#/properties/description/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.details !== undefined){
let data2 = data.details;
const _errs5 = errors;
if(errors === _errs5){
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
let missing1;
if(((((data2.client_name === undefined) && (missing1 = "client_name")) || ((data2.cloud === undefined) && (missing1 = "cloud"))) || ((data2.notification_type === undefined) && (missing1 = "notification_type"))) || ((data2.data === undefined) && (missing1 = "data"))){
validate5.errors = [{instancePath:instancePath+"/details",schemaPath:"#/properties/details/required",keyword:"required",params:{missingProperty: missing1}}];
return false;
}
else {
if(data2.client_name !== undefined){
let data3 = data2.client_name;
const _errs7 = errors;
if((typeof data3 !== "string") && (data3 !== null)){
validate5.errors = [{instancePath:instancePath+"/details/client_name",schemaPath:"#/properties/details/properties/client_name/type",keyword:"type",params:{type: schema5.properties.details.properties.client_name.type}}];
return false;
}
var valid1 = _errs7 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data2.cloud !== undefined){
const _errs9 = errors;
if(typeof data2.cloud !== "string"){
validate5.errors = [{instancePath:instancePath+"/details/cloud",schemaPath:"#/properties/details/properties/cloud/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid1 = _errs9 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data2.notification_type !== undefined){
const _errs11 = errors;
if(!(data2.notification_type === "new_scope_object_ips")){
validate5.errors = [{instancePath:instancePath+"/details/notification_type",schemaPath:"#/properties/details/properties/notification_type/enum",keyword:"enum",params:{allowedValues: schema5.properties.details.properties.notification_type.enum}}];
return false;
}
var valid1 = _errs11 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data2.data !== undefined){
let data6 = data2.data;
const _errs12 = errors;
if(errors === _errs12){
if(Array.isArray(data6)){
var valid2 = true;
const len0 = data6.length;
for(let i0=0; i0<len0; i0++){
let data7 = data6[i0];
const _errs14 = errors;
if(errors === _errs14){
if(data7 && typeof data7 == "object" && !Array.isArray(data7)){
let missing2;
if(((((data7.action === undefined) && (missing2 = "action")) || ((data7.entity === undefined) && (missing2 = "entity"))) || ((data7.object_type === undefined) && (missing2 = "object_type"))) || ((data7.object_userid === undefined) && (missing2 = "object_userid"))){
validate5.errors = [{instancePath:instancePath+"/details/data/" + i0,schemaPath:"#/properties/details/properties/data/items/required",keyword:"required",params:{missingProperty: missing2}}];
return false;
}
else {
if(data7.action !== undefined){
const _errs16 = errors;
if(typeof data7.action !== "string"){
validate5.errors = [{instancePath:instancePath+"/details/data/" + i0+"/action",schemaPath:"#/properties/details/properties/data/items/properties/action/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid3 = _errs16 === errors;
}
else {
var valid3 = true;
}
if(valid3){
if(data7.entity !== undefined){
let data9 = data7.entity;
const _errs18 = errors;
if(errors === _errs18){
if(data9 && typeof data9 == "object" && !Array.isArray(data9)){
let missing3;
if(((data9.id === undefined) && (missing3 = "id")) || ((data9.ip === undefined) && (missing3 = "ip"))){
validate5.errors = [{instancePath:instancePath+"/details/data/" + i0+"/entity",schemaPath:"#/properties/details/properties/data/items/properties/entity/required",keyword:"required",params:{missingProperty: missing3}}];
return false;
}
else {
if(data9.id !== undefined){
let data10 = data9.id;
const _errs20 = errors;
if(!(((typeof data10 == "number") && (!(data10 % 1) && !isNaN(data10))) && (isFinite(data10)))){
validate5.errors = [{instancePath:instancePath+"/details/data/" + i0+"/entity/id",schemaPath:"#/properties/details/properties/data/items/properties/entity/properties/id/type",keyword:"type",params:{type: "integer"}}];
return false;
}
var valid4 = _errs20 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data9.ip !== undefined){
const _errs22 = errors;
if(typeof data9.ip !== "string"){
validate5.errors = [{instancePath:instancePath+"/details/data/" + i0+"/entity/ip",schemaPath:"#/properties/details/properties/data/items/properties/entity/properties/ip/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid4 = _errs22 === errors;
}
else {
var valid4 = true;
}
}
}
}
else {
validate5.errors = [{instancePath:instancePath+"/details/data/" + i0+"/entity",schemaPath:"#/properties/details/properties/data/items/properties/entity/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid3 = _errs18 === errors;
}
else {
var valid3 = true;
}
if(valid3){
if(data7.object_type !== undefined){
const _errs24 = errors;
if(typeof data7.object_type !== "string"){
validate5.errors = [{instancePath:instancePath+"/details/data/" + i0+"/object_type",schemaPath:"#/properties/details/properties/data/items/properties/object_type/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid3 = _errs24 === errors;
}
else {
var valid3 = true;
}
if(valid3){
if(data7.object_userid !== undefined){
let data13 = data7.object_userid;
const _errs26 = errors;
if(!(((typeof data13 == "number") && (!(data13 % 1) && !isNaN(data13))) && (isFinite(data13)))){
validate5.errors = [{instancePath:instancePath+"/details/data/" + i0+"/object_userid",schemaPath:"#/properties/details/properties/data/items/properties/object_userid/type",keyword:"type",params:{type: "integer"}}];
return false;
}
var valid3 = _errs26 === errors;
}
else {
var valid3 = true;
}
}
}
}
}
}
else {
validate5.errors = [{instancePath:instancePath+"/details/data/" + i0,schemaPath:"#/properties/details/properties/data/items/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid2 = _errs14 === errors;
if(!valid2){
break;
}
}
}
else {
validate5.errors = [{instancePath:instancePath+"/details/data",schemaPath:"#/properties/details/properties/data/type",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid1 = _errs12 === errors;
}
else {
var valid1 = true;
}
}
}
}
}
}
else {
validate5.errors = [{instancePath:instancePath+"/details",schemaPath:"#/properties/details/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
else {
validate5.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
validate5.errors = vErrors;
return errors === 0;
}
validate5.evaluated = {"props":{"summary":true,"description":true,"details":true},"dynamicProps":false,"dynamicItems":false};

